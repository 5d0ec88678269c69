/** Arrays as base64 text, which passes between a page, a worker and Node alike. */
const CHUNK = 32_768;

function pack(array: Float32Array | Int32Array): string {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  let text = '';
  for (let i = 0; i < bytes.length; i += CHUNK) text += String.fromCharCode(...bytes.subarray(i, i + CHUNK));
  return btoa(text);
}

function unpack(text: string): ArrayBuffer {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0)).buffer;
}

export const packFloats = (array: Float32Array): string => pack(array);
export const packLabels = (array: Int32Array): string => pack(array);
export const unpackFloats = (text: string): Float32Array => new Float32Array(unpack(text));
export const unpackLabels = (text: string): Int32Array => new Int32Array(unpack(text));
