/** The values of a column of a large file, rows `from` to `from + count`: the same in every format, known without it. */
export function valuesOf(column: number, from: number, count: number): Float64Array<ArrayBuffer> {
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) values[i] = valueAt(column, from + i);
  return values;
}

/** A whole number of thousandths below 4,294,968, scattered by its place. */
export function valueAt(column: number, row: number): number {
  let mixed = Math.imul(row ^ Math.imul(column + 1, 0x9e3779b9), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 1000;
}

export function nameOf(column: number): string {
  return `c${column}`;
}
