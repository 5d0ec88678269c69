import { Problem } from '../problem.ts';
import type { Rng } from '../random/rng.ts';
import { shuffle } from './training-rows.ts';

/**
 * A fold for each row, each class spread evenly over the folds. O(rows).
 * @throws Problem bad-data where a class that is present has fewer rows than there are folds
 */
export function stratifiedFolds(labels: Int32Array, folds: number, rng: Rng): Uint8Array {
  const order = Int32Array.from(labels, (_, row) => row);
  shuffle(order, rng);
  const seen = new Map<number, number>();
  const fold = new Uint8Array(labels.length);
  for (const row of order) {
    const before = seen.get(labels[row]) ?? 0;
    fold[row] = before % folds;
    seen.set(labels[row], before + 1);
  }
  for (const [label, rows] of seen) {
    if (rows < folds) {
      throw new Problem(
        'bad-data',
        `${rows} events of class ${label}; expected at least ${folds}, one a fold`,
      );
    }
  }
  return fold;
}

/** Rows of the fold, and all others; both ascending. */
export function rowsOfFold(fold: Uint8Array, wanted: number): { held: Int32Array; train: Int32Array } {
  const all = Int32Array.from(fold, (_, row) => row);
  return {
    held: all.filter((row) => fold[row] === wanted),
    train: all.filter((row) => fold[row] !== wanted),
  };
}
