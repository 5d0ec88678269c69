/** Inflates LZF data of at most `most` bytes. Throws a RangeError where they are damaged. */
export function inflateLzf(bytes: Uint8Array, most: number): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(most);
  let filled = 0;
  for (let at = 0; at < bytes.length; ) {
    const control = bytes[at++];
    if (control < 32) {
      const count = control + 1;
      if (at + count > bytes.length || filled + count > most) throw damaged();
      result.set(bytes.subarray(at, at + count), filled);
      at += count;
      filled += count;
      continue;
    }
    let count = (control >> 5) + 2;
    if (count === 9) count += bytes[at++] ?? Number.NaN;
    const from = filled - ((control & 31) << 8) - (bytes[at++] ?? Number.NaN) - 1;
    if (!(from >= 0 && filled + count <= most)) throw damaged();
    // May overlap what it writes, byte by byte.
    for (let i = 0; i < count; i++) result[filled + i] = result[from + i];
    filled += count;
  }
  return result.subarray(0, filled);
}

function damaged(): RangeError {
  return new RangeError('damaged LZF data');
}
