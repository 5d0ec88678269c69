/** The little of jsroot that is used here; its own types cover its drawing only. */
declare module 'jsroot/io' {
  /** A file that is read by ranges. */
  export class FileProxy {
    openFile(): Promise<boolean>;
    getFileName(): string;
    getFileSize(): number;
    readBuffer(position: number, length: number): Promise<DataView | null>;
  }
  /** Rejects with an Error, or a text, where the file is none. */
  export function openFile(proxy: FileProxy): Promise<unknown>;
  /** null where the data is damaged. */
  export function R__unzip(packed: DataView, size: number, quiet: boolean): Promise<DataView | null>;
}

declare module 'jsroot/core' {
  /** Where jsroot keeps its decoder of zstd, and looks first. */
  export const internals: { _ZstdStream?: { decompress(packed: Uint8Array): Uint8Array } };
}

declare module 'jsroot/rntuple' {
  /** Reads from DataViews. */
  export function readHeaderFooter(anchor: unknown): Promise<unknown>;
}
