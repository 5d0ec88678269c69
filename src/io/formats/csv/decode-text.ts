const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const western = new TextDecoder('windows-1252');

/** UTF-8, or Windows-1252 (where a lone 0xb5 is a micro sign) for bytes that are not. */
export function decodeText(bytes: Uint8Array): { text: string; western: boolean } {
  try {
    return { text: strict.decode(bytes), western: false };
  } catch {
    return { text: western.decode(bytes), western: true };
  }
}
