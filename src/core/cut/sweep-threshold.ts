import { sortOrder } from '../stats/sort-order.ts';
import { qualityOfCounts } from './cut-figures.ts';

/** The best number to compare keys with, and all that are as good but for a tolerance. */
export interface Threshold {
  quality: number;
  /** In the middle of the gap between two keys that gives this quality; infinite where all keys are selected. */
  best: number;
  /** Any number here has a quality of at least the floor; both ends included. */
  low: number;
  high: number;
}

/** Keys in ascending order, and which of them are of the target. */
export interface SortedKeys {
  keys: Float64Array;
  marks: Uint8Array;
  count: number;
}

export interface Sweep {
  /** Rows of the target, with and without a key: all that could be hit. */
  targets: number;
  /** Keys above the threshold are selected, or those below it. */
  above: boolean;
  /** The least quality that is still good enough, given the best. */
  floorOf: (best: number) => number;
}

/** Kept from sweep to sweep: there are hundreds of them. */
let ends = new Float64Array(0);
let qualities = new Float64Array(0);

/** Sweeps a threshold over sorted keys. null where none is of the target. O(keys). */
export function sweepSorted(
  { keys, marks, count }: SortedKeys,
  { targets, above, floorOf }: Sweep,
): Threshold | null {
  // Gap g lies behind the g-th distinct key from the selected end; its quality is that of selecting all before it.
  if (ends.length < count) [ends, qualities] = [new Float64Array(count), new Float64Array(count)];
  let gaps = 0;
  let hit = 0;
  let bestGap = -1;
  for (let taken = 0; taken < count; ) {
    const key = keys[above ? count - 1 - taken : taken];
    for (; taken < count; taken++) {
      const at = above ? count - 1 - taken : taken;
      if (keys[at] !== key) break;
      hit += marks[at];
    }
    ends[gaps] = key;
    qualities[gaps] = qualityOfCounts(hit, taken, targets);
    if (bestGap < 0 || qualities[gaps] > qualities[bestGap]) bestGap = gaps;
    gaps++;
  }
  if (hit === 0) return null;
  const outside = above ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const behind = (gap: number): number => (gap + 1 < gaps ? ends[gap + 1] : outside);
  const quality = qualities[bestGap];
  const floor = floorOf(quality);
  let first = bestGap;
  let last = bestGap;
  while (first > 0 && qualities[first - 1] >= floor) first--;
  while (last + 1 < gaps && qualities[last + 1] >= floor) last++;
  const next = behind(bestGap);
  const best = Number.isFinite(next) ? (next + ends[bestGap]) / 2 : outside;
  // The end of the first gap itself must still be selected, the key behind the last must not.
  const near = ends[first] + (behind(first) - ends[first]) * 1e-6;
  const inner = Number.isFinite(near)
    ? near
    : ends[first] - (above ? 1 : -1) * 1e-9 * (1 + Math.abs(ends[first]));
  const outer = behind(last);
  return above ? { quality, best, low: outer, high: inner } : { quality, best, low: inner, high: outer };
}

/** Of keys in any order those that are alive, sorted; NaN is left out. O(keys + their sort). */
export function sortedKeys(keys: Float64Array, alive: Uint8Array | null, targets: number): SortedKeys {
  if (alive === null) return sortedKeysOf(keys, sortOrder(keys), targets);
  const own = new Float64Array(keys.length);
  let count = 0;
  let ofTarget = 0;
  for (let i = 0; i < keys.length; i++) {
    if (alive[i] === 0) continue;
    own[count++] = keys[i];
    if (i < targets) ofTarget++;
  }
  const left = own.subarray(0, count);
  return sortedKeysOf(left, sortOrder(left), ofTarget);
}

/** Keys by an order of them that is known. O(keys). */
export function sortedKeysOf(keys: Float64Array, order: Int32Array, targets: number): SortedKeys {
  const sorted = new Float64Array(order.length);
  const marks = new Uint8Array(order.length);
  for (let i = 0; i < order.length; i++) {
    sorted[i] = keys[order[i]];
    marks[i] = order[i] < targets ? 1 : 0;
  }
  return { keys: sorted, marks, count: order.length };
}

/** Of so small a share of the rows the order is sorted anew. */
const FEW = 1 / 10;

/** The sorted keys of a quantity of which the order is known, those that are alive. O(keys). */
export function aliveKeys(
  { values, sorted: { keys, marks, count }, order }: Ordered,
  alive: Uint8Array,
  targets: number,
): SortedKeys {
  let living = 0;
  for (let i = 0; i < alive.length; i++) living += alive[i];
  if (living < FEW * count) return sortedKeys(values, alive, targets);
  const left = new Float64Array(count);
  const leftMarks = new Uint8Array(count);
  let n = 0;
  for (let i = 0; i < count; i++) {
    left[n] = keys[i];
    leftMarks[n] = marks[i];
    n += alive[order[i]];
  }
  return { keys: left, marks: leftMarks, count: n };
}

interface Ordered {
  /** Those of the target first. */
  values: Float64Array;
  order: Int32Array;
  sorted: SortedKeys;
}
