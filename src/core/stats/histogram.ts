import { Problem } from '../problem.ts';

/** `bins + 1` edges from low to high, evenly spaced. */
export function linearEdges(low: number, high: number, bins: number): Float64Array {
  checkRange(low, high, bins);
  const edges = new Float64Array(bins + 1);
  for (let i = 0; i <= bins; i++) edges[i] = low + ((high - low) * i) / bins;
  edges[bins] = high;
  return edges;
}

/** `bins + 1` edges from low to high, evenly spaced in log10; low > 0. */
export function logEdges(low: number, high: number, bins: number): Float64Array {
  checkRange(low, high, bins);
  if (!(low > 0)) throw new Problem('bad-parameter', `invalid low edge: ${low}; expected a number > 0`);
  const from = Math.log10(low);
  const span = Math.log10(high) - from;
  const edges = new Float64Array(bins + 1);
  for (let i = 0; i <= bins; i++) edges[i] = 10 ** (from + (span * i) / bins);
  edges[0] = low;
  edges[bins] = high;
  return edges;
}

function checkRange(low: number, high: number, bins: number): void {
  if (!(bins >= 1)) throw new Problem('bad-parameter', `invalid bins: ${bins}; expected 1 or more`);
  if (!(high > low)) {
    throw new Problem('bad-parameter', `invalid histogram range: ${low} to ${high}; expected low < high`);
  }
}

export interface Histogram {
  edges: Float64Array;
  counts: Float64Array;
  /** Values outside the edges; NaN is in neither. */
  below: number;
  above: number;
}

/**
 * Counts of values in [edge i, edge i+1), the last bin closed on both sides as in numpy. NaN is not counted.
 * O(n log bins) for any ascending edges.
 */
export function histogram(values: ArrayLike<number>, edges: Float64Array): Histogram {
  const bins = edges.length - 1;
  const counts = new Float64Array(bins);
  let below = 0;
  let above = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value < edges[0]) below++;
    else if (value > edges[bins]) above++;
    else if (value === edges[bins]) counts[bins - 1]++;
    else if (!Number.isNaN(value)) {
      let low = 0;
      let high = bins;
      while (high - low > 1) {
        const middle = (low + high) >>> 1;
        if (edges[middle] <= value) low = middle;
        else high = middle;
      }
      counts[low]++;
    }
  }
  return { edges, counts, below, above };
}
