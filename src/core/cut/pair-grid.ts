import { qualityOfCounts } from './cut-figures.ts';
import type { SampleRows } from './sample-rows.ts';
import type { SearchQuantity } from './search-rows.ts';

/** Bins of a quantity: most of their edges are where the target is, the others spread over the rest. */
export interface GridAxis {
  quantity: SearchQuantity;
  /** Ascending; bin b holds edges[b - 1] <= value < edges[b]. */
  edges: Float64Array;
  /** Of every row of the sample; NO_BIN where it has no value. */
  bins: Uint8Array;
}

export const NO_BIN = 255;
const TARGET_QUANTILES = [
  0, 0.003, 0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98, 0.99, 0.997, 1,
];
const REST_QUANTILES = 16;
/** Bins a quantity for the sample. O(sample log edges). */
export function gridAxis(quantity: SearchQuantity, sample: SampleRows): GridAxis {
  const { values, sorted } = quantity;
  const all = sorted.keys;
  const ofTarget = all.filter((_, i) => sorted.marks[i] === 1);
  const at = (of: Float64Array, share: number): number => of[Math.round(share * (of.length - 1))];
  const wanted = new Set<number>();
  if (ofTarget.length > 0) for (const share of TARGET_QUANTILES) wanted.add(at(ofTarget, share));
  if (all.length > 0) for (let i = 1; i < REST_QUANTILES; i++) wanted.add(at(all, i / REST_QUANTILES));
  // So that the greatest value of the target is in a bin below that edge.
  if (ofTarget.length > 0) {
    const most = at(ofTarget, 1);
    wanted.delete(most);
    wanted.add(most + Math.max(Number.MIN_VALUE, Math.abs(most) * 1e-12));
  }
  const edges = Float64Array.from(wanted).sort();
  const bins = new Uint8Array(sample.rows.length);
  for (let i = 0; i < bins.length; i++) bins[i] = binOf(edges, values[sample.rows[i]]);
  return { quantity, edges, bins };
}

function binOf(edges: Float64Array, value: number): number {
  if (Number.isNaN(value)) return NO_BIN;
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value >= edges[middle]) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A box on the bins of two quantities, first and last bin inclusive. */
export interface GridBox {
  x: [number, number];
  y: [number, number];
  quality: number;
}

/** Fits 35 bins an axis. */
const STRIDE = 64;

/**
 * The box of two quantities with the highest quality less what its sides cost, to the bins: of every range of rows of
 * bins the run of columns with the greatest sum, two rounds. O(sample + bins^3).
 * @param sideCost of the quality for every side that is not open
 */
export function bestGridBox(
  x: GridAxis,
  y: GridAxis,
  sample: SampleRows,
  sideCost: number,
  start: number,
): GridBox {
  const across = x.edges.length + 1;
  const up = y.edges.length + 1;
  targetCounts.fill(0);
  restCounts.fill(0);
  const xs = x.bins;
  const ys = y.bins;
  for (let i = 0; i < sample.targets; i++) {
    if (xs[i] !== NO_BIN && ys[i] !== NO_BIN) targetCounts[ys[i] * STRIDE + xs[i]]++;
  }
  for (let i = sample.targets; i < xs.length; i++) {
    if (xs[i] !== NO_BIN && ys[i] !== NO_BIN) restCounts[ys[i] * STRIDE + xs[i]]++;
  }
  let best: GridBox = { x: [0, across - 1], y: [0, up - 1], quality: 0 };
  let level = start;
  for (let round = 0; round < 3; round++) {
    const box = greatestBox(across, up, sample, level, sideCost * 2 * sample.targets);
    box.quality = boxQuality(box, sample);
    if (box.quality <= best.quality) break;
    best = box;
    level = box.quality;
  }
  return best;
}

const targetCounts = new Int32Array(STRIDE * STRIDE);
const restCounts = new Int32Array(STRIDE * STRIDE);
const cellGains = new Float64Array(STRIDE * STRIDE);
const rowBounds = new Float64Array(STRIDE);
const columnSums = new Float64Array(STRIDE);
/** Of the greatest sum there can be: what rounding may add to a sum of some thousand cells is far less. */
const ROUNDING = 1e-9;

/** Ranges of rows whose cells of gain, taken together, do not reach the best box so far are not looked through. */
function greatestBox(
  across: number,
  up: number,
  { weight, targets }: SampleRows,
  level: number,
  cost: number,
): GridBox {
  const best: GridBox = { x: [0, across - 1], y: [0, up - 1], quality: 0 };
  let most = Number.NEGATIVE_INFINITY;
  const hit = 2 - level;
  const miss = level * weight;
  let left = 0;
  for (let row = 0; row < up; row++) {
    let bound = 0;
    for (let cell = row * STRIDE; cell < row * STRIDE + across; cell++) {
      const gain = hit * targetCounts[cell] - miss * restCounts[cell];
      cellGains[cell] = gain;
      if (gain > 0) bound += gain;
    }
    rowBounds[row] = bound;
    left += bound;
  }
  const slack = ROUNDING * hit * targets;
  for (let bottom = 0; bottom < up; bottom++) {
    if (left + slack <= most) break;
    left -= rowBounds[bottom];
    columnSums.fill(0);
    let bound = slack;
    for (let top = bottom; top < up; top++) {
      const row = top * STRIDE;
      for (let c = 0; c < across; c++) columnSums[c] += cellGains[row + c];
      const sides = (bottom > 0 ? cost : 0) + (top < up - 1 ? cost : 0);
      bound += rowBounds[top];
      if (bound - sides <= most) continue;
      // The least sum before a run, where beginning later than the first column costs a side.
      let sum = 0;
      let least = 0;
      let from = 0;
      for (let c = 0; c < across; c++) {
        sum += columnSums[c];
        const gain = sum - least - sides - (c < across - 1 ? cost : 0);
        if (gain > most) {
          most = gain;
          best.x = [from, c];
          best.y = [bottom, top];
        }
        if (sum + cost < least) {
          least = sum + cost;
          from = c + 1;
        }
      }
    }
  }
  return best;
}

function boxQuality({ x, y }: GridBox, { targets, weight }: SampleRows): number {
  let hit = 0;
  let lost = 0;
  for (let row = y[0]; row <= y[1]; row++) {
    for (let c = x[0]; c <= x[1]; c++) {
      hit += targetCounts[row * STRIDE + c];
      lost += restCounts[row * STRIDE + c];
    }
  }
  return qualityOfCounts(hit, hit + weight * lost, targets);
}
