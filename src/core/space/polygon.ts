import { type Bits, bitsNone } from '../table/bits.ts';
import type { Scale } from '../table/clause.ts';
import { drawnOf, type PolygonAxis, polygonAxis } from './polygon-axis.ts';
import { OUTSIDE, type PolygonGrid, polygonGrid, windingAt } from './polygon-grid.ts';

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

  const framed = frame(grid);
  const columns = new Uint8ClampedArray(BLOCK);
  const bands = new Uint8ClampedArray(BLOCK);
  const { words } = inside;
  for (let start = 0; start < rows; start += BLOCK) {
    const end = Math.min(rows, start + BLOCK);
    placeBlock(xs, start, end, xAxis, columns);
    placeBlock(ys, start, end, yAxis, bands);
    for (let from = start; from < end; from += 32) {
      const to = Math.min(end, from + 32);
      let crossed = 0;
      let word = 0;
      for (let row = from; row < to; row++) {
        const cell = framed[bands[row - start] * STRIDE + columns[row - start]];
        word |= (cell & 1) << row;
        crossed |= (cell >>> 1) << row;
      }
      for (; crossed !== 0; crossed &= crossed - 1) {
        const row = from + 31 - Math.clz32(crossed & -crossed);
        if (windingAt(grid, bands[row - start] - 1, drawnOf(xAxis, xs[row]), drawnOf(yAxis, ys[row])) !== 0)
          word |= 1 << row;
      }
      words[from >>> 5] = word;
    }
  }
  return inside;
}

/** Across; with the frame they are numbered 0 to 255. */
const MOST_CELLS = 254;

/** Rows at a time: their places stay in the nearest cache. A multiple of 32. */
const BLOCK = 1024;

/** Places of a band in `framed`: a cell's number fits a byte. */
const STRIDE = 256;

/** The cells among cells that are outside, so that what lies beyond needs no question. */
function frame({ cells, columns, bands }: PolygonGrid): Uint8Array {
  const framed = new Uint8Array(STRIDE * STRIDE).fill(OUTSIDE);
  for (let band = 0; band < bands; band++) {
    framed.set(cells.subarray(band * columns, (band + 1) * columns), (band + 1) * STRIDE + 1);
  }
  return framed;
}

/**
 * 1 + the cell of rows start..end-1, at most MOST_CELLS + 1; 0 where a row lies below the cells or is no number. The
 * clamped array rounds and clamps without a branch: rows come in any order, and each second guess would be wrong.
 */
function placeBlock(
  values: ArrayLike<number>,
  start: number,
  end: number,
  axis: PolygonAxis,
  out: Uint8ClampedArray,
): void {
  const { place, origin, perUnit } = axis;
  const length = end - start;
  if (ArrayBuffer.isView(values)) doubles.set((values as Float64Array).subarray(start, end));
  else for (let i = 0; i < length; i++) doubles[i] = values[start + i];
  if (place === 'bits') {
    floats.set(doubles);
    for (let i = 0; i < length; i++) doubles[i] = floatBits[i];
  } else if (place === 'log10') {
    for (let i = 0; i < length; i++) doubles[i] = Math.log10(doubles[i]);
  }
  for (let i = 0; i < length; i++) out[i] = (doubles[i] - origin) * perUnit + 0.5;
}

const doubles = new Float64Array(BLOCK);
const floats = new Float32Array(BLOCK);
const floatBits = new Int32Array(floats.buffer);
