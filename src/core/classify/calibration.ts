import { sortOrder } from '../stats/sort-order.ts';

/** A rising step function from scores to probabilities: the value of the last place that is not above the score, between places linear. */
export interface Isotonic {
  scores: Float64Array;
  values: Float64Array;
}

/**
 * Isotonic regression by pooling adjacent violators (Ayer et al. 1955), equal scores taken together as scikit-learn
 * does. Weighted. O(n log n).
 */
export function fitIsotonic(
  scores: ArrayLike<number>,
  labels: Int32Array,
  weights: Float64Array | null,
): Isotonic {
  const order = sortOrder(scores);
  const firsts: number[] = [];
  const lasts: number[] = [];
  const sums: number[] = [];
  const totals: number[] = [];
  for (let i = 0; i < order.length; ) {
    const score = scores[order[i]];
    let sum = 0;
    let total = 0;
    for (; i < order.length && scores[order[i]] === score; i++) {
      const weight = weights === null ? 1 : weights[order[i]];
      sum += weight * labels[order[i]];
      total += weight;
    }
    firsts.push(score);
    lasts.push(score);
    sums.push(sum);
    totals.push(total);
    for (
      let top = sums.length - 1;
      top > 0 && sums[top - 1] * totals[top] >= sums[top] * totals[top - 1];
      top--
    ) {
      lasts[top - 1] = lasts[top];
      sums[top - 1] += sums[top];
      totals[top - 1] += totals[top];
      for (const list of [firsts, lasts, sums, totals]) list.pop();
    }
  }
  const places = firsts.flatMap((first, i) => (first === lasts[i] ? [first] : [first, lasts[i]]));
  const values = firsts.flatMap((first, i) => {
    const value = sums[i] / totals[i];
    return first === lasts[i] ? [value] : [value, value];
  });
  return { scores: Float64Array.from(places), values: Float64Array.from(values) };
}

/** Linear between the places, as scikit-learn's; clipped at both ends. O(log n). */
export function isotonicAt(
  { scores, values }: { scores: ArrayLike<number>; values: ArrayLike<number> },
  score: number,
): number {
  const last = scores.length - 1;
  if (!(score > scores[0])) return Number.isNaN(score) ? Number.NaN : values[0];
  if (score >= scores[last]) return values[last];
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (scores[middle] <= score) low = middle;
    else high = middle;
  }
  return values[low] + ((score - scores[low]) / (scores[high] - scores[low])) * (values[high] - values[low]);
}

/** One bin of a reliability diagram. */
export interface ReliabilityBin {
  /** Mean probability said, and share of class 1 found. */
  said: number;
  found: number;
  /** Events, unweighted; those of class 1 among them. */
  events: number;
  positives: number;
}

export interface Reliability {
  /** Mean squared difference of probability and truth. */
  brier: number;
  /** Expected calibration error: mean of |said - found| over ten bins of equal width, by the events in them. */
  ece: number;
  /** Those with events, ascending. */
  bins: ReliabilityBin[];
}

/** O(n). @param weights what each event counts; null for 1 each */
export function reliabilityOf(
  probabilities: ArrayLike<number>,
  labels: Int32Array,
  weights: Float64Array | null,
  count = 10,
): Reliability {
  const said = new Float64Array(count);
  const found = new Float64Array(count);
  const total = new Float64Array(count);
  const events = new Float64Array(count);
  const positives = new Float64Array(count);
  let squares = 0;
  for (let i = 0; i < labels.length; i++) {
    const p = probabilities[i];
    const weight = weights === null ? 1 : weights[i];
    const bin = Math.min(count - 1, Math.floor(p * count));
    said[bin] += weight * p;
    found[bin] += weight * labels[i];
    total[bin] += weight;
    events[bin]++;
    positives[bin] += labels[i];
    squares += weight * (p - labels[i]) ** 2;
  }
  const sum = total.reduce((a, b) => a + b, 0);
  const filled = Array.from(total.keys()).filter((bin) => total[bin] > 0);
  return {
    brier: squares / sum,
    ece: filled.reduce((error, bin) => error + Math.abs(said[bin] - found[bin]) / sum, 0),
    bins: filled.map((bin) => ({
      said: said[bin] / total[bin],
      found: found[bin] / total[bin],
      events: events[bin],
      positives: positives[bin],
    })),
  };
}
