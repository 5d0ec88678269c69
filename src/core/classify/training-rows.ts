import type { Rng } from '../random/rng.ts';

/** Below so few rows of a class there is no validation part. */
const FEWEST = 8;

/** What each class counts in the loss. */
export function classFactors(
  labels: Int32Array,
  train: Int32Array,
  classes: number,
  weights: 'balanced' | 'none' | readonly number[],
): Float64Array {
  if (weights === 'none') return new Float64Array(classes).fill(1);
  if (weights !== 'balanced') return Float64Array.from(weights);
  const counts = new Float64Array(classes);
  for (const row of train) counts[labels[row]]++;
  return counts.map((count) => (count === 0 ? 0 : train.length / (classes * count)));
}

/** The validation part takes its share of each class, where every class has enough for it. */
export function splitRows(
  labels: Int32Array,
  rows: number,
  classes: number,
  share: number,
  rng: Rng,
): { train: Int32Array; validation: Int32Array } {
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  const counts = new Int32Array(classes);
  for (const label of labels) counts[label]++;
  const wanted = counts.map((count) => Math.round(count * share));
  if (share === 0 || wanted.some((count, c) => counts[c] > 0 && count < FEWEST)) {
    return { train: order, validation: new Int32Array(0) };
  }
  shuffle(order, rng);
  const taken = new Int32Array(classes);
  const isTaken = (row: number): boolean => taken[labels[row]]++ < wanted[labels[row]];
  const validation = order.filter(isTaken);
  taken.fill(0);
  return { validation, train: order.filter((row) => !isTaken(row)) };
}

/** Fisher and Yates. */
export function shuffle(order: Int32Array, rng: Rng): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = rng.integer(last + 1);
    const kept = order[last];
    order[last] = order[other];
    order[other] = kept;
  }
}
