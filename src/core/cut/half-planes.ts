import type { CutPart } from './cut.ts';
import { qualityOfCounts } from './cut-figures.ts';
import type { SampleRows } from './sample-rows.ts';
import type { SearchQuantity } from './search-rows.ts';

/** A quantity as lines are searched in: drawn values about the target's median, in a spread of its own. */
export interface LineAxis {
  quantity: SearchQuantity;
  centre: number;
  spread: number;
  /** NaN where there is no value. */
  scaled: Float64Array;
}

/**
 * The drawn values of some rows as a line axis; null where they do not vary. The spread is the geometric mean of those of
 * the target and of all, so that neither fills all directions alone. O(rows + their sort).
 */
export function lineAxis(quantity: SearchQuantity, { rows, targets }: SampleRows): LineAxis | null {
  const { drawn } = quantity;
  const scaled = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) scaled[i] = drawn[rows[i]];
  const ofTarget = finiteOf(scaled.subarray(0, targets)).sort();
  const all = finiteOf(scaled).sort();
  const range = (sorted: Float64Array): number =>
    sorted.length === 0
      ? 0
      : sorted[Math.floor(0.95 * (sorted.length - 1))] - sorted[Math.ceil(0.05 * (sorted.length - 1))];
  const spread = Math.sqrt(range(ofTarget) * range(all));
  if (!(spread > 0)) return null;
  const centre = ofTarget[ofTarget.length >>> 1];
  for (let i = 0; i < scaled.length; i++) scaled[i] = (scaled[i] - centre) / spread;
  return { quantity, centre, spread, scaled };
}

function finiteOf(values: Float64Array): Float64Array {
  const finite = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) if (Number.isFinite(values[i])) finite[count++] = values[i];
  return finite.subarray(0, count);
}

/** The side of a line that is selected: the direction it lies in, from the x axis, and how well it does. */
export interface HalfPlane {
  angle: number;
  quality: number;
}

const BINS = 128;
const ofTarget = new Int32Array(BINS);
const ofRest = new Int32Array(BINS);

/**
 * The best half-plane of those that lie in a direction, its edge to a bin of the target's extent. O(rows).
 * @param targets so many places come first that are of the target @param wanted all of the target, with and without a place
 */
export function scanDirection(
  x: Float64Array,
  y: Float64Array,
  targets: number,
  wanted: number,
  weight: number,
  angle: number,
): HalfPlane {
  const a = Math.cos(angle);
  const b = Math.sin(angle);
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < targets; i++) {
    const p = a * x[i] + b * y[i];
    if (p < least) least = p;
    if (p > most) most = p;
  }
  if (!(most > least)) return { angle, quality: 0 };
  ofTarget.fill(0);
  ofRest.fill(0);
  const perUnit = (BINS - 1) / (most - least);
  for (let i = 0; i < targets; i++) {
    const p = a * x[i] + b * y[i];
    if (p >= least) ofTarget[((p - least) * perUnit) | 0]++;
  }
  let lost = 0;
  for (let i = targets; i < x.length; i++) {
    const p = a * x[i] + b * y[i];
    if (p > most) lost++;
    else if (p >= least) ofRest[((p - least) * perUnit) | 0]++;
  }
  let hit = 0;
  let quality = 0;
  for (let bin = BINS - 1; bin >= 0; bin--) {
    hit += ofTarget[bin];
    lost += ofRest[bin];
    quality = Math.max(quality, qualityOfCounts(hit, hit + weight * lost, wanted));
  }
  return { angle, quality };
}

/** The best of `count` directions about the circle from `first` on. */
export function scanDirections(
  x: Float64Array,
  y: Float64Array,
  targets: number,
  wanted: number,
  weight: number,
  angles: readonly number[],
): HalfPlane {
  let best: HalfPlane = { angle: angles[0], quality: -1 };
  for (const angle of angles) {
    const found = scanDirection(x, y, targets, wanted, weight, angle);
    if (found.quality > best.quality) best = found;
  }
  return best;
}

/** Directions about the circle, none along an axis. */
export function slantedAngles(count: number): number[] {
  return Array.from({ length: count }, (_, k) => ((k + 0.5) * 2 * Math.PI) / count);
}

/** A direction narrowed down from `step` on either side, to a 40th of it. */
export function narrowDirection(
  x: Float64Array,
  y: Float64Array,
  targets: number,
  wanted: number,
  weight: number,
  start: HalfPlane,
  step: number,
): HalfPlane {
  let best = start;
  for (let width = step / 2; width > step / 40; width /= 2.5) {
    const angles = [-1.5, -0.75, 0, 0.75, 1.5].map((k) => best.angle + k * width);
    const found = scanDirections(x, y, targets, wanted, weight, angles);
    if (found.quality >= best.quality) best = found;
  }
  return best;
}

/** A half-plane as a part whose number is still to be swept: a bound where the direction is along an axis. */
export function partOfDirection(x: LineAxis, y: LineAxis, angle: number): CutPart {
  const a = Math.cos(angle);
  const b = Math.sin(angle);
  const [left, right, along, across] = Math.abs(b) >= Math.abs(a) ? [y, x, b, a] : [x, y, a, b];
  const operator = along > 0 ? '>' : '<';
  if (Math.abs(across) < 1e-9) {
    return { type: 'bound', column: left.quantity.name, operator, value: 0 };
  }
  return {
    type: 'line',
    left: { column: left.quantity.name, log: left.quantity.log },
    operator,
    intercept: 0,
    slope: -((across / right.spread) * left.spread) / along,
    right: { column: right.quantity.name, log: right.quantity.log },
  };
}
