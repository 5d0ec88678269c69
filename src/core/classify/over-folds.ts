/** Two-sided 95 % points of Student's t for 1 to 30 degrees of freedom. */
const T95 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

export interface OverFolds {
  mean: number;
  /** 95 % limits. */
  low: number;
  high: number;
}

/**
 * Mean of a figure over folds and seeds with Student's interval, its variance enlarged because the training sets
 * overlap: (1/J + test/train) s^2 (Nadeau & Bengio 2003). NaN limits for one value.
 * @param folds of each repeat; `values` has one a fold and seed
 */
export function overFolds(values: readonly number[], folds: number): OverFolds {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const half = (T95[n - 2] ?? 1.96) * Math.sqrt(variance * (1 / n + 1 / (folds - 1)));
  return { mean, low: mean - half, high: mean + half };
}
