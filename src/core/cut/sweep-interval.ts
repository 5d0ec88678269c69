import { qualityOfCounts } from './cut-figures.ts';
import type { SortedKeys } from './sweep-threshold.ts';

/** Values between which rows are selected; null leaves a side open. */
export interface FoundInterval {
  low: number | null;
  high: number | null;
  quality: number;
}

/**
 * The interval of one quantity with the highest quality, exactly: a sum of weights 2 for a row of the target less
 * `quality` for every row is greatest there (Dinkelbach 1967), and the greatest sum of a run of sorted rows takes one walk
 * (Kadane). Ends lie in the middle between two values. O(rows x rounds), of which there are 3 to 6.
 */
export function sweepInterval(sorted: SortedKeys, targets: number): FoundInterval | null {
  const { keys, count } = sorted;
  if (count === 0) return null;
  let best: Run = { first: 0, last: count - 1, hit: 0 };
  let quality = -1;
  for (let round = 0; round < 50; round++) {
    const run = bestRun(sorted, Math.max(0, quality));
    const found = qualityOfCounts(run.hit, run.last - run.first + 1, targets);
    if (found <= quality) break;
    best = run;
    quality = found;
  }
  return {
    low: best.first === 0 ? null : (keys[best.first - 1] + keys[best.first]) / 2,
    high: best.last === count - 1 ? null : (keys[best.last] + keys[best.last + 1]) / 2,
    quality,
  };
}

interface Run {
  first: number;
  last: number;
  hit: number;
}

function bestRun({ keys, marks, count }: SortedKeys, quality: number): Run {
  const best = { first: 0, last: count - 1, hit: 0 };
  let most = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let hit = 0;
  let first = 0;
  for (let i = 0; i < count; ) {
    if (sum < 0) {
      sum = 0;
      hit = 0;
      first = i;
    }
    // Equal values are in or out together.
    const value = keys[i];
    for (; i < count && keys[i] === value; i++) {
      sum += 2 * marks[i] - quality;
      hit += marks[i];
    }
    if (sum > most) {
      most = sum;
      best.first = first;
      best.last = i - 1;
      best.hit = hit;
    }
  }
  return best;
}
