import { type Bits, bitsNone } from '../table/bits.ts';
import type { Scale } from '../table/clause.ts';

/** Edges of a polygon filed by the horizontal bands that they cross. */
interface Bands {
  low: number;
  bandsPerUnit: number;
  count: number;
  /** Edges of band i: places starts[i] to starts[i + 1] of `edges`. */
  starts: Int32Array;
  /** Four numbers an edge: lower y, upper y, x at the lower y, dx/dy. */
  edges: Float64Array;
  /** +1 upwards, -1 downwards. */
  turns: Int8Array;
}

/**
 * The rows inside a closed polygon by the non-zero winding rule, so that a loop that crosses itself keeps its
 * overlaps. Edges are straight on the axes as drawn: on a log axis, vertices and values are compared in log10,
 * a value <= 0 is never inside, and a polygon with a vertex <= 0 there holds nothing. NaN and infinities are
 * never inside. Fewer than 3 points hold nothing. Rows exactly on an edge fall on either side.
 * Cost: one comparison for a row outside the bounding box, else the few edges of the row's own band.
 * @param points vertices in data units; the last joins the first
 */
export function rowsInPolygon(
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  xScale: Scale,
  yScale: Scale,
  points: readonly (readonly [number, number])[],
): Bits {
  const rows = Math.min(xs.length, ys.length);
  const inside = bitsNone(rows);
  const px = points.map(([x]) => (xScale === 'log' ? Math.log10(x) : x));
  const py = points.map(([, y]) => (yScale === 'log' ? Math.log10(y) : y));
  if (points.length < 3 || ![...px, ...py].every(Number.isFinite)) return inside;
  const bands = bandEdges(px, py);
  if (bands === null) return inside;

  // The box in data units rejects most rows before any logarithm is taken; it is a hair wider, so that
  // rounding of log10 never decides there.
  const [left, right] = boundsOf(points.map(([x]) => x));
  const [bottom, top] = boundsOf(points.map(([, y]) => y));
  const xLog = xScale === 'log';
  const yLog = yScale === 'log';
  const { low, bandsPerUnit, count, starts, edges, turns } = bands;
  const words = inside.words;
  for (let row = 0; row < rows; row++) {
    const rawX = xs[row];
    if (!(rawX >= left && rawX <= right)) continue;
    const rawY = ys[row];
    if (!(rawY >= bottom && rawY <= top)) continue;
    const x = xLog ? Math.log10(rawX) : rawX;
    const y = yLog ? Math.log10(rawY) : rawY;
    let band = Math.floor((y - low) * bandsPerUnit);
    if (band < 0) band = 0;
    else if (band >= count) band = count - 1;
    let winding = 0;
    for (let i = starts[band]; i < starts[band + 1]; i++) {
      const at = 4 * i;
      const from = edges[at];
      if (y >= from && y < edges[at + 1] && x < edges[at + 2] + (y - from) * edges[at + 3])
        winding += turns[i];
    }
    if (winding !== 0) words[row >>> 5] |= 1 << (row & 31);
  }
  return inside;
}

function boundsOf(values: number[]): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const hair = 1e-12 * Math.max(Math.abs(low), Math.abs(high));
  // A positive bound stays positive, so that log10 is never taken of 0 or less.
  return [low > 0 ? low * (1 - 1e-12) : low - hair, high + hair];
}

function bandEdges(px: number[], py: number[]): Bands | null {
  const vertices = px.length;
  const low = Math.min(...py);
  const high = Math.max(...py);
  if (!(high > low)) return null;
  const count = Math.min(4096, Math.max(16, 4 * vertices));
  const bandsPerUnit = count / (high - low);
  // One band more on either side, so that rounding never hides an edge from a row of the next band.
  const firstBand = (y: number): number => Math.max(0, Math.floor((y - low) * bandsPerUnit) - 1);
  const lastBand = (y: number): number => Math.min(count - 1, Math.floor((y - low) * bandsPerUnit) + 1);

  const starts = new Int32Array(count + 1);
  const eachEdge = (visit: (a: number, b: number) => void): void => {
    for (let i = 0; i < vertices; i++) {
      const j = i + 1 === vertices ? 0 : i + 1;
      if (py[i] !== py[j]) visit(i, j);
    }
  };
  eachEdge((a, b) => {
    const [from, to] = py[a] < py[b] ? [py[a], py[b]] : [py[b], py[a]];
    for (let band = firstBand(from); band <= lastBand(to); band++) starts[band + 1]++;
  });
  for (let band = 0; band < count; band++) starts[band + 1] += starts[band];
  const next = starts.slice(0, count);
  const edges = new Float64Array(4 * starts[count]);
  const turns = new Int8Array(starts[count]);
  eachEdge((a, b) => {
    const upwards = py[a] < py[b];
    const [lower, upper] = upwards ? [a, b] : [b, a];
    const slope = (px[upper] - px[lower]) / (py[upper] - py[lower]);
    for (let band = firstBand(py[lower]); band <= lastBand(py[upper]); band++) {
      const place = next[band]++;
      edges.set([py[lower], py[upper], px[lower], slope], 4 * place);
      turns[place] = upwards ? 1 : -1;
    }
  });
  return { low, bandsPerUnit, count, starts, edges, turns };
}
