/** A stretch of a file that is being written. */
export interface FilePart {
  bytes: Uint8Array<ArrayBuffer>;
  /** Rows that are in the file with this part. */
  rowsDone: number;
}

export function joinParts(parts: Iterable<FilePart>): Uint8Array<ArrayBuffer> {
  const list = [...parts].map(({ bytes }) => bytes);
  const all = new Uint8Array(list.reduce((sum, bytes) => sum + bytes.length, 0));
  let at = 0;
  for (const bytes of list) {
    all.set(bytes, at);
    at += bytes.length;
  }
  return all;
}
