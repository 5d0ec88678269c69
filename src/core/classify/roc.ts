import { aucInterval } from '../explain/auc.ts';
import { midRanks } from '../stats/ranks.ts';
import { sortOrder } from '../stats/sort-order.ts';

export interface Auc {
  auc: number;
  /** 95 % limits. */
  low: number;
  high: number;
}

/** Of scores with a class (1 or 0) each, without the interval. NaN where a class is missing. O(n log n). */
export function aucOf(scores: ArrayLike<number>, labels: Int32Array): number {
  const ranks = midRanks(scores);
  let sum = 0;
  let positives = 0;
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] !== 1) continue;
    sum += ranks[i];
    positives++;
  }
  const negatives = labels.length - positives;
  return (sum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** With DeLong's variance (1988) from ranks over all and within the classes (Sun & Xu 2014). O(n log n). */
export function aucWithInterval(scores: ArrayLike<number>, labels: Int32Array): Auc {
  const ranks = midRanks(scores);
  const auc = aucOf(scores, labels);
  const variances = [0, 1].map((side) => {
    const rows = Int32Array.from(labels, (_, row) => row).filter((row) => labels[row] === side);
    const own = midRanks(Float64Array.from(rows, (row) => scores[row]));
    const others = labels.length - rows.length;
    const share = side === 1 ? auc : 1 - auc;
    let squares = 0;
    rows.forEach((row, i) => {
      squares += ((ranks[row] - own[i]) / others - share) ** 2;
    });
    return { count: rows.length, variance: squares / (rows.length - 1) / rows.length };
  });
  const [negative, positive] = variances;
  return { auc, ...aucInterval(auc, negative.variance + positive.variance, positive.count, negative.count) };
}

/** The curve as steps: shares of class 0 and of class 1 at or above falling thresholds, from (0, 0) to (1, 1). */
export interface RocCurve {
  falseRate: Float32Array;
  trueRate: Float32Array;
}

/** One point a distinct score, thinned to about `points` along the curve. O(n log n). */
export function rocCurve(scores: ArrayLike<number>, labels: Int32Array, points = 400): RocCurve {
  const order = sortOrder(scores);
  const positives = labels.reduce((sum, label) => sum + (label === 1 ? 1 : 0), 0);
  const negatives = labels.length - positives;
  const falseRate = [0];
  const trueRate = [0];
  let above = 0;
  let falseAbove = 0;
  let last = 0;
  for (let i = order.length - 1; i >= 0; i--) {
    if (labels[order[i]] === 1) above++;
    else falseAbove++;
    if (i > 0 && scores[order[i - 1]] === scores[order[i]]) continue;
    const place = above / positives + falseAbove / negatives;
    if (i > 0 && place - last < 2 / points) continue;
    last = place;
    falseRate.push(falseAbove / negatives);
    trueRate.push(above / positives);
  }
  return { falseRate: Float32Array.from(falseRate), trueRate: Float32Array.from(trueRate) };
}
