/** Built by tools/report-viewer.mjs from src/export/viewer. */
declare module 'virtual:report-viewer' {
  /** The script inside a report. */
  export const code: string;
  /** Of the code, base64, for the report's policy. */
  export const sha256: string;
}
