import type { CutPart } from './cut.ts';
import {
  type LineAxis,
  lineAxis,
  narrowDirection,
  partOfDirection,
  scanDirections,
  slantedAngles,
} from './half-planes.ts';
import type { GridAxis, GridBox } from './pair-grid.ts';
import { type Candidate, refineParts, simplerOf } from './refine-parts.ts';
import { type SampleRows, sampleRows } from './sample-rows.ts';
import { aliveUnder, qualityOfAlive, type SearchQuantity, type SearchRows } from './search-rows.ts';
import { sweepInterval } from './sweep-interval.ts';
import { aliveKeys, type Sweep, sweepSorted } from './sweep-threshold.ts';

/** Every threshold and interval of one quantity that is best of its kind. */
export function oneQuantity(rows: SearchRows, quantity: SearchQuantity): Candidate[] {
  const found: Candidate[] = [];
  for (const operator of ['>', '<'] as const) {
    const best = sweepSorted(quantity.sorted, sweepOf(rows, operator));
    if (best === null || !Number.isFinite(best.best)) continue;
    const part: CutPart = { type: 'bound', column: quantity.name, operator, value: best.best };
    found.push({ parts: [part], quality: best.quality });
  }
  const interval = sweepInterval(quantity.sorted, rows.targets);
  if (interval !== null && interval.low !== null && interval.high !== null) {
    const parts = boundsOf(quantity.name, interval.low, interval.high);
    found.push({ parts, quality: interval.quality });
  }
  return found;
}

/** A box of the grid with its sides swept exactly, and what is left of it with fewer sides. */
export function boxCandidates(rows: SearchRows, x: GridAxis, y: GridAxis, box: GridBox): Candidate[] {
  const parts = [...sidesOf(x, box.x), ...sidesOf(y, box.y)];
  return parts.length === 0 ? [] : simplerOf(rows, refineParts(rows, parts));
}

function sidesOf({ quantity, edges }: GridAxis, [first, last]: [number, number]): CutPart[] {
  return boundsOf(
    quantity.name,
    first === 0 ? null : edges[first - 1],
    last === edges.length ? null : edges[last],
  );
}

function boundsOf(column: string, low: number | null, high: number | null): CutPart[] {
  const parts: CutPart[] = [];
  if (low !== null) parts.push({ type: 'bound', column, operator: '>', value: low });
  if (high !== null) parts.push({ type: 'bound', column, operator: '<', value: high });
  return parts;
}

/** Directions that are looked at in every pair. */
export const DIRECTIONS = 32;
const STEP = (2 * Math.PI) / DIRECTIONS;

/** The best straight line in two quantities near a direction. */
export function lineCandidate(
  rows: SearchRows,
  x: SearchQuantity,
  y: SearchQuantity,
  angle: number,
): Candidate | null {
  const look = lookAt(rows, x, y);
  if (look === null) return null;
  const { u, v, targets } = aliveOf(look.x, look.y, look.rows, null);
  const start = { angle, quality: -1 };
  const best = narrowDirection(u, v, targets, look.rows.targets, look.rows.weight, start, STEP);
  return refineParts(rows, [partOfDirection(look.x, look.y, best.angle)], 1);
}

interface Look {
  x: LineAxis;
  y: LineAxis;
  rows: SampleRows;
}

/** Both axes over so many rows as directions are looked at with. */
function lookAt(rows: SearchRows, x: SearchQuantity, y: SearchQuantity): Look | null {
  const some = sampleRows(rows, LOOK);
  const across = axisOf(x, some);
  const up = axisOf(y, some);
  return across && up && { x: across, y: up, rows: some };
}

const LOOK = { target: 5000, rest: 20_000 };
/** The axis of a quantity over the rows of LOOK, for as long as the quantity is searched. */
const axes = new WeakMap<SearchQuantity, { axis: LineAxis | null }>();

function axisOf(quantity: SearchQuantity, some: SampleRows): LineAxis | null {
  const known = axes.get(quantity);
  if (known) return known.axis;
  const axis = lineAxis(quantity, some);
  axes.set(quantity, { axis });
  return axis;
}

const MOST_EDGES = 6;
/** An edge that gains less is not worth its two numbers. */
const LEAST_GAIN = 0.003;

/**
 * Convex regions of two quantities, edge by edge: each time the half-plane that does best within those before it, all
 * swept again after it, and every edge turned again once there are three. Gives the region after every edge from the
 * second on.
 * @param start edges to begin with: none, or the sides of a box
 */
export function polygonCandidates(
  rows: SearchRows,
  x: SearchQuantity,
  y: SearchQuantity,
  start: Candidate = { parts: [], quality: 0 },
): Candidate[] {
  const look = lookAt(rows, x, y);
  if (look === null) return [];
  const found: Candidate[] = [];
  let now = start;
  while (now.parts.length < MOST_EDGES) {
    let next = withEdge(rows, look, now.parts);
    for (let i = 0; next.parts.length > 2 && i < next.parts.length; i++) {
      const turned = withEdge(rows, look, next.parts.toSpliced(i, 1));
      if (turned.quality > next.quality) next = turned;
    }
    if (next.quality < now.quality + LEAST_GAIN) break;
    now = next;
    if (now.parts.length > 1) found.push(now);
  }
  return found;
}

/** The best half-plane beside some parts. */
function withEdge(rows: SearchRows, { x, y, rows: some }: Look, parts: readonly CutPart[]): Candidate {
  const { weight } = some;
  const { u, v, targets } = aliveOf(x, y, some, aliveUnder(rows, parts, null));
  const slanted = scanDirections(u, v, targets, some.targets, weight, SLANTED);
  const narrowed = narrowDirection(u, v, targets, some.targets, weight, slanted, STEP);
  const along = scanDirections(u, v, targets, some.targets, weight, ALONG);
  // A bound is written with one number less.
  const { angle } = narrowed.quality > along.quality + LEAST_GAIN ? narrowed : along;
  return refineParts(rows, [...parts, partOfDirection(x, y, angle)], 2);
}

/** The places of those rows that have one on both axes and pass; the first so many are of the target. */
function aliveOf(
  x: LineAxis,
  y: LineAxis,
  { rows, targets }: SampleRows,
  under: Uint8Array | null,
): { u: Float64Array; v: Float64Array; targets: number } {
  const u = new Float64Array(rows.length);
  const v = new Float64Array(rows.length);
  let filled = 0;
  let ofTarget = 0;
  for (let i = 0; i < rows.length; i++) {
    if (i === targets) ofTarget = filled;
    if (under !== null && under[rows[i]] === 0) continue;
    u[filled] = x.scaled[i];
    v[filled] = y.scaled[i];
    if (!Number.isNaN(u[filled] + v[filled])) filled++;
  }
  if (targets === rows.length) ofTarget = filled;
  return { u: u.subarray(0, filled), v: v.subarray(0, filled), targets: ofTarget };
}

const SLANTED = slantedAngles(24);
const ALONG = [0, Math.PI / 2, Math.PI, 1.5 * Math.PI];

/** A candidate with one more quantity beside its own: the threshold or interval in it that helps most. */
export function withThirdQuantity(rows: SearchRows, { parts, quality }: Candidate): Candidate | null {
  const has = new Set(
    parts.flatMap((p) => (p.type === 'bound' ? [p.column] : [p.left.column, p.right.column])),
  );
  const alive = aliveUnder(rows, parts, null);
  let best: Candidate = { parts: [...parts], quality };
  for (const quantity of rows.quantities) {
    const { name } = quantity;
    if (has.has(name)) continue;
    const left = aliveKeys(quantity, alive, rows.targets);
    for (const operator of ['>', '<'] as const) {
      const found = sweepSorted(left, sweepOf(rows, operator));
      if (found === null || found.quality <= best.quality || !Number.isFinite(found.best)) continue;
      best = {
        parts: [...parts, { type: 'bound', column: name, operator, value: found.best }],
        quality: found.quality,
      };
    }
  }
  if (best.parts.length === parts.length) return null;
  return refineParts(rows, best.parts, 2);
}

/** Rows where a quantity has no value, as a candidate without parts. */
export function missingQuality(rows: SearchRows, { values }: SearchQuantity): number {
  const alive = new Uint8Array(rows.count);
  for (let i = 0; i < alive.length; i++) alive[i] = Number.isNaN(values[i]) ? 1 : 0;
  return qualityOfAlive(rows, alive);
}

function sweepOf({ targets }: SearchRows, operator: '>' | '<'): Sweep {
  return { targets, above: operator === '>', floorOf: (best) => best };
}
