import { type Bits, bitsNone } from '../table/bits.ts';
import type { Scale } from '../table/clause.ts';
import { polygonAxis } from './polygon-axis.ts';
import { CROSSED, OUTSIDE, polygonGrid, windingAt } from './polygon-grid.ts';

/**
 * The rows inside a closed polygon by the non-zero winding rule, so that a loop that crosses itself keeps its
 * overlaps. Edges are straight on the axes as drawn: on a log axis, vertices and values are compared in log10,
 * a value <= 0 is never inside, and a polygon with a vertex <= 0 there holds nothing. NaN and infinities are
 * never inside. Fewer than 3 points hold nothing. Rows exactly on an edge fall on either side.
 * Cost: a row outside the bounding box one comparison, a row in a cell that no edge crosses one look-up, else
 * a test against the few edges of its band.
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
  const cellsAcross = rows < 50_000 ? 64 : 256;
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

  // cellOf() of both axes, unrolled: this is the hot loop of every lasso.
  const { low: left, high: right, origin: xOrigin, perUnit: xPerUnit, log: xLog, place: xPlace } = xAxis;
  const { low: bottom, high: top, origin: yOrigin, perUnit: yPerUnit, log: yLog, place: yPlace } = yAxis;
  const { cells, columns, bands } = grid;
  const words = inside.words;
  const float = new Float32Array(2);
  const floatBits = new Int32Array(float.buffer);
  for (let row = 0; row < rows; row++) {
    const x = xs[row];
    const y = ys[row];
    if (!(x >= left && x <= right && y >= bottom && y <= top)) continue;
    float[0] = x;
    float[1] = y;
    const placedX = xPlace === 'linear' ? x : xPlace === 'bits' ? floatBits[0] : Math.log10(x);
    const placedY = yPlace === 'linear' ? y : yPlace === 'bits' ? floatBits[1] : Math.log10(y);
    let column = ((placedX - xOrigin) * xPerUnit) | 0;
    let band = ((placedY - yOrigin) * yPerUnit) | 0;
    if (column >= columns) column = columns - 1;
    if (band >= bands) band = bands - 1;
    const cell = cells[band * columns + column];
    if (cell === OUTSIDE) continue;
    if (cell === CROSSED) {
      const winding = windingAt(grid, band, xLog ? Math.log10(x) : x, yLog ? Math.log10(y) : y);
      if (winding === 0) continue;
    }
    words[row >>> 5] |= 1 << (row & 31);
  }
  return inside;
}
