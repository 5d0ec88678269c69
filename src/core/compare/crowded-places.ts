import { logFisher } from './exact-tests.ts';
import { holm, sigmaOf } from './significance.ts';

/** Two quantities in which events have a place, such as x and y. Values in the unit of their columns, NaN where missing. */
export interface PlaceColumns {
  x: string;
  y: string;
  reviewed: { x: ArrayLike<number>; y: ArrayLike<number> };
  new: { x: ArrayLike<number>; y: ArrayLike<number> };
}

/** A box in two quantities that holds more events of a run than the reviewed ones let expect. */
export interface CrowdedPlace {
  run: number;
  x: string;
  y: string;
  /** Both ends belong to it. */
  xRange: [number, number];
  yRange: [number, number];
  count: number;
  reviewed: number;
  expected: number;
  /** Corrected for all boxes of all runs and pairs. */
  sigma: number;
}

/** Boxes hold this many events of both together, at least, and this share of them at most. */
const FEWEST = 32;
const DEEPEST = 9;
/** Larger boxes than a quarter say less than the shares of the clusters do. */
const FIRST_DEPTH = 2;
/** Of chance, for all boxes together. */
const LEVEL = 0.01;
const MOST = 3;
/** Events that a median is taken from. */
const SAMPLED = 4096;

interface Box {
  run: number;
  pair: number;
  xRange: [number, number];
  yRange: [number, number];
  reviewed: number;
  count: number;
  ofReviewed: number;
  ofNew: number;
}

/**
 * Places where a run holds more events than the reviewed run does: "more of what was rare", which lies near reviewed events
 * and so is not unlike them. For each pair and run the events of both together are halved in turn along x and y, by
 * medians that do not look at whose an event is; so Fisher's test is exact in every box of the tree. Holm's
 * correction is over all boxes of all pairs and runs. The most significant boxes, none inside another's events,
 * best first. O(pairs runs events depth).
 * @param runOf index of the run of each new event, -1 for none
 */
export function crowdedPlaces(
  pairs: readonly PlaceColumns[],
  runOf: Int32Array,
  runs: number,
): { places: CrowdedPlace[]; looks: number } {
  const boxes = pairs.flatMap((columns, pair) =>
    Array.from({ length: runs }, (_, run) => boxesOf(columns, pair, run, runOf)).flat(),
  );
  const logPs = holm(boxes.map((b) => logFisher(b.reviewed, b.ofReviewed, b.count, b.ofNew)));
  const kept: { box: Box; logP: number }[] = [];
  const ranked = boxes
    .map((box, i) => ({ box, logP: logPs[i] }))
    .filter(
      ({ box, logP }) => logP < Math.log(LEVEL) && box.count / box.ofNew > box.reviewed / box.ofReviewed,
    )
    .sort((a, b) => a.logP - b.logP);
  for (const one of ranked) {
    if (kept.length === MOST) break;
    if (!kept.some(({ box }) => box.pair === one.box.pair && box.run === one.box.run && meet(box, one.box))) {
      kept.push(one);
    }
  }
  return {
    places: kept.map(({ box, logP }) => ({
      run: box.run,
      x: pairs[box.pair].x,
      y: pairs[box.pair].y,
      xRange: box.xRange,
      yRange: box.yRange,
      count: box.count,
      reviewed: box.reviewed,
      expected: (box.ofNew * box.reviewed) / box.ofReviewed,
      sigma: sigmaOf(logP),
    })),
    looks: boxes.length,
  };
}

function meet(a: Box, b: Box): boolean {
  const apart = (p: [number, number], q: [number, number]): boolean => p[1] < q[0] || q[1] < p[0];
  return !apart(a.xRange, b.xRange) && !apart(a.yRange, b.yRange);
}

function boxesOf(columns: PlaceColumns, pair: number, run: number, runOf: Int32Array): Box[] {
  const x: number[] = [];
  const y: number[] = [];
  const add = (from: { x: ArrayLike<number>; y: ArrayLike<number> }, row: number): void => {
    if (!Number.isFinite(from.x[row]) || !Number.isFinite(from.y[row])) return;
    x.push(from.x[row]);
    y.push(from.y[row]);
  };
  for (let row = 0; row < columns.reviewed.x.length; row++) add(columns.reviewed, row);
  const ofReviewed = x.length;
  for (let row = 0; row < runOf.length; row++) if (runOf[row] === run) add(columns.new, row);
  const ofNew = x.length - ofReviewed;
  if (ofReviewed === 0 || ofNew === 0) return [];
  const places = [Float64Array.from(x), Float64Array.from(y)];
  const boxes: Box[] = [];
  const visit = (at: Int32Array, depth: number): void => {
    if (at.length < FEWEST || depth > DEEPEST) return;
    if (depth >= FIRST_DEPTH) {
      let reviewed = 0;
      for (const i of at) if (i < ofReviewed) reviewed++;
      const [xRange, yRange] = places.map((values) => rangeOf(values, at));
      boxes.push({ run, pair, xRange, yRange, reviewed, count: at.length - reviewed, ofReviewed, ofNew });
    }
    const first = depth % 2;
    const halves = halve(places[first], at) ?? halve(places[1 - first], at);
    if (halves) for (const half of halves) visit(half, depth + 1);
  };
  visit(
    Int32Array.from({ length: x.length }, (_, i) => i),
    0,
  );
  return boxes;
}

function rangeOf(values: Float64Array, at: Int32Array): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const i of at) {
    low = Math.min(low, values[i]);
    high = Math.max(high, values[i]);
  }
  return [low, high];
}

/** Below the median and not; null where one side would be empty. */
function halve(values: Float64Array, at: Int32Array): [Int32Array, Int32Array] | null {
  const step = Math.max(1, Math.floor(at.length / SAMPLED));
  const some = new Float64Array(Math.ceil(at.length / step));
  for (let i = 0; i < some.length; i++) some[i] = values[at[i * step]];
  const middle = some.sort()[some.length >> 1];
  const low = at.filter((i) => values[i] < middle);
  return low.length === 0 ? null : [low, at.filter((i) => values[i] >= middle)];
}
