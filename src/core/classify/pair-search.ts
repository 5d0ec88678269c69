import { quantileSorted, sortedFinite } from '../stats/quantile.ts';
import { type OverFolds, overFolds } from './over-folds.ts';

export interface PairScore extends OverFolds {
  /** Indices of the columns, x < y. */
  x: number;
  y: number;
  /** Held-out AUC of the better of the two by itself. */
  single: number;
}

/** Bins of a column: quantiles of either class, and a last one for rows without a value. */
const EDGES_A_CLASS = 8;
/** Added to the counts of each cell, in events of the mean cell of the class. */
const SMOOTHING = 0.5;

/**
 * How well each two quantities together tell class 1 from class 0: the held-out AUC of the ratio of the two
 * classes' densities on a grid of up to 17 x 17 cells, counted on the training folds. All pairs are looked at.
 * Best first. O(pairs (rows + folds cells log cells)).
 * @param columns transformed values, NaN where there is none
 */
export function searchPairs(
  columns: readonly Float32Array[],
  labels: Int32Array,
  fold: Uint8Array,
  folds: number,
  onShare: (done: number, total: number) => void = () => undefined,
): PairScore[] {
  // Edges from all rows: they are no labels of cells, whose ratios come from the training folds alone.
  const binned = columns.map((values) => binColumn(values, labels));
  const none: Binned = { bins: new Uint8Array(labels.length), count: 1 };
  const singles = binned.map((column) => mean(gridAucs(column, none, labels, fold, folds)));
  const pairs: PairScore[] = [];
  const total = (columns.length * (columns.length - 1)) / 2;
  for (let x = 0; x < columns.length; x++) {
    for (let y = x + 1; y < columns.length; y++) {
      const found = overFolds(gridAucs(binned[x], binned[y], labels, fold, folds), folds);
      const single = Math.max(singles[x], singles[y]);
      pairs.push({
        x,
        y,
        single,
        mean: found.mean,
        low: Math.max(0, found.low),
        high: Math.min(1, found.high),
      });
    }
    onShare(pairs.length, total);
  }
  return pairs.sort((a, b) => b.mean - a.mean || a.x - b.x || a.y - b.y);
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

interface Binned {
  bins: Uint8Array;
  count: number;
}

function binColumn(values: Float32Array, labels: Int32Array): Binned {
  const edges = new Set<number>();
  for (const label of [0, 1]) {
    const sorted = sortedFinite(values.filter((_, row) => labels[row] === label));
    for (let i = 1; i <= EDGES_A_CLASS && sorted.length > 0; i++) {
      edges.add(quantileSorted(sorted, i / (EDGES_A_CLASS + 1)));
    }
  }
  const ends = Float64Array.from(edges).sort();
  const missing = ends.length + 1;
  const bins = Uint8Array.from(values, (value) => {
    if (value - value !== 0) return missing;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (ends[middle] < value) low = middle + 1;
      else high = middle;
    }
    return low;
  });
  return { bins, count: missing + 1 };
}

/** One AUC a fold. */
function gridAucs(x: Binned, y: Binned, labels: Int32Array, fold: Uint8Array, folds: number): number[] {
  const cells = x.count * y.count;
  // By fold, then class, then cell.
  const counts = new Float64Array(folds * 2 * cells);
  for (let row = 0; row < labels.length; row++) {
    counts[(fold[row] * 2 + labels[row]) * cells + x.bins[row] * y.count + y.bins[row]]++;
  }
  const all = new Float64Array(2 * cells);
  for (let f = 0; f < folds; f++) for (let i = 0; i < all.length; i++) all[i] += counts[f * 2 * cells + i];
  return Array.from({ length: folds }, (_, f) => {
    const held = counts.subarray(f * 2 * cells, (f + 1) * 2 * cells);
    return heldAuc(all, held, cells);
  });
}

/** AUC of the held-out events by the ratio of their cells in the others; cells of one ratio share their ties. */
function heldAuc(all: Float64Array, held: Float64Array, cells: number): number {
  let rest = 0;
  let some = 0;
  for (let cell = 0; cell < cells; cell++) {
    rest += all[cell] - held[cell];
    some += all[cells + cell] - held[cells + cell];
  }
  const ratio = new Float64Array(cells);
  const filled: number[] = [];
  for (let cell = 0; cell < cells; cell++) {
    if (held[cell] + held[cells + cell] > 0) filled.push(cell);
    const inRest = (all[cell] - held[cell]) / rest + SMOOTHING / cells;
    const inSome = (all[cells + cell] - held[cells + cell]) / some + SMOOTHING / cells;
    ratio[cell] = inSome / inRest;
  }
  filled.sort((a, b) => ratio[a] - ratio[b]);
  let below = 0;
  let wins = 0;
  let heldSome = 0;
  for (let i = 0; i < filled.length; ) {
    let same = 0;
    let won = 0;
    const value = ratio[filled[i]];
    for (; i < filled.length && ratio[filled[i]] === value; i++) {
      same += held[filled[i]];
      won += held[cells + filled[i]];
    }
    wins += won * (below + same / 2);
    below += same;
    heldSome += won;
  }
  return wins / (below * heldSome);
}
