/** The runs of one contestant: seconds, unless the name of the figure says otherwise. */
export interface Samples {
  median: number;
  least: number;
  most: number;
  runs: number;
}

export function samplesOf(values: readonly number[]): Samples {
  if (values.length === 0) throw new Error('no run; expected at least one');
  const sorted = [...values].sort((a, b) => a - b);
  const median = (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
  return { median, least: sorted[0], most: sorted[sorted.length - 1], runs: sorted.length };
}
