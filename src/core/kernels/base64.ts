const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes of a base64 text (RFC 4648, section 4) without line breaks; for texts of our own build. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const end = text.indexOf('=');
  const digits = end < 0 ? text.length : end;
  const bytes = new Uint8Array(Math.floor((digits * 3) / 4));
  let bits = 0;
  let held = 0;
  let byte = 0;
  for (let i = 0; i < digits; i++) {
    bits = ((bits << 6) | ALPHABET.indexOf(text[i])) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[byte++] = bits >>> held;
  }
  return bytes;
}
