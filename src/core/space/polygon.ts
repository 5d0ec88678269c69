import { type Bits, bitsNone } from '../table/bits.ts';
import type { Scale } from '../table/clause.ts';
import { drawnOf, type PolygonAxis, polygonAxis } from './polygon-axis.ts';
import { polygonGrid, windingAt } from './polygon-grid.ts';
import { BLOCK, MOST_CELLS, placeOf, polygonSides } from './polygon-sides.ts';

/**
 * The rows inside a closed polygon by the non-zero winding rule, so that a loop that crosses itself keeps its
 * overlaps. Edges are straight on the axes as drawn: on a log axis, vertices and values are compared in log10,
 * a value <= 0 is never inside, and a polygon with a vertex <= 0 there holds nothing. NaN and infinities are
 * never inside. Fewer than 3 points hold nothing. Rows exactly on an edge fall on either side.
 * Cost: a row in a cell that no edge crosses one look-up, else a test against the few edges of its band.
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
  if (points.length < 3) return inside;
  const cellsAcross = rows < 50_000 ? 64 : MOST_CELLS;
  const xAxis = polygonAxis(
    points.map(([x]) => x),
    xScale,
    cellsAcross,
  ); // prettier-ignore
  const yAxis = polygonAxis(
    points.map(([, y]) => y),
    yScale,
    cellsAcross,
  ); // prettier-ignore
  if (xAxis === null || yAxis === null) return inside;
  const grid = polygonGrid(points, xAxis, yAxis);

  const { xs: placedX, ys: placedY, ...sides } = polygonSides(grid, xAxis, yAxis);
  const { words } = inside;
  for (let start = 0; start < rows; start += BLOCK) {
    const end = Math.min(rows, start + BLOCK);
    const count = (end - start + 31) >>> 5;
    fill(placedX, xs, start, end, xAxis);
    fill(placedY, ys, start, end, yAxis);
    sides.find(count);
    for (let w = 0; w < count; w++) {
      let word = sides.inside[w];
      for (let crossed = sides.crossed[w]; crossed !== 0; crossed &= crossed - 1) {
        const i = 31 - Math.clz32(crossed & -crossed);
        const row = start + 32 * w + i;
        const band = placeOf(yAxis, placedY[32 * w + i]) - 1;
        if (windingAt(grid, band, drawnOf(xAxis, xs[row]), drawnOf(yAxis, ys[row])) !== 0) word |= 1 << i;
      }
      words[(start >>> 5) + w] = word;
    }
  }
  return inside;
}

/** The values of rows start..end-1 as `Sides` wants them; the rest of their last word lies outside. */
function fill(
  into: Float64Array,
  values: ArrayLike<number>,
  start: number,
  end: number,
  { place }: PolygonAxis,
): void {
  const length = end - start;
  if (ArrayBuffer.isView(values)) into.set((values as Float64Array).subarray(start, end));
  else for (let i = 0; i < length; i++) into[i] = values[start + i];
  if (place === 'log10') for (let i = 0; i < length; i++) into[i] = Math.log10(into[i]);
  into.fill(Number.NaN, length, (length + 31) & ~31);
}
