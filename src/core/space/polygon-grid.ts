import { cellOf, cellOfDrawn, drawnAt, drawnOf, type PolygonAxis } from './polygon-axis.ts';

/** What a cell of the grid says of the rows in it. */
export const OUTSIDE = 0;
export const INSIDE = 1;
/** An edge passes: each row is tested against the edges of its band. */
export const CROSSED = 2;

/** A polygon over cells: most rows are decided by their cell alone. */
export interface PolygonGrid {
  /** OUTSIDE, INSIDE or CROSSED of cell (column, band), at band * columns + column. */
  cells: Uint8Array;
  columns: number;
  bands: number;
  /** Edges that pass band i: places starts[i] to starts[i + 1] of `edges` and `turns`. */
  starts: Int32Array;
  /** Four numbers an edge, as drawn: lower y, upper y, x at the lower y, dx/dy. */
  edges: Float64Array;
  /** +1 for an edge drawn upwards, -1 downwards. */
  turns: Int8Array;
}

/** Edges are widened by this share of a cell, far above any rounding of cellOf. */
const PAD = 0.02;

/** O(edges x bands that they cross + cells). */
export function polygonGrid(
  points: readonly (readonly [number, number])[],
  xAxis: PolygonAxis,
  yAxis: PolygonAxis,
): PolygonGrid {
  const columns = xAxis.cells;
  const bands = yAxis.cells;
  const bandOf = (place: number): number => Math.max(0, Math.min(bands - 1, Math.floor(place)));
  const sloped = slopedEdges(points, xAxis, yAxis);
  const spans = sloped.map(({ yLow, yHigh }) => [
    bandOf(cellOf(yAxis, yLow) - PAD),
    bandOf(cellOf(yAxis, yHigh) + PAD),
  ]);

  const starts = new Int32Array(bands + 1);
  for (const [first, last] of spans) for (let band = first; band <= last; band++) starts[band + 1]++;
  for (let band = 0; band < bands; band++) starts[band + 1] += starts[band];
  const grid: PolygonGrid = {
    cells: new Uint8Array(columns * bands),
    columns,
    bands,
    starts,
    edges: new Float64Array(4 * starts[bands]),
    turns: new Int8Array(starts[bands]),
  };
  const next = starts.slice(0, bands);
  sloped.forEach((edge, e) => {
    for (let band = spans[e][0]; band <= spans[e][1]; band++) {
      const place = next[band]++;
      grid.edges.set([edge.from, edge.to, edge.x, edge.slope], 4 * place);
      grid.turns[place] = edge.turn;
    }
  });
  markCrossed(grid, xAxis, yAxis);
  markLevel(grid, points, xAxis, yAxis);
  fillRest(grid, xAxis, yAxis);
  return grid;
}

/** Sum of the turns of the edges to the right of a point, given as drawn: its winding number. */
export function windingAt(grid: PolygonGrid, band: number, x: number, y: number): number {
  const { starts, edges, turns } = grid;
  let winding = 0;
  for (let i = starts[band]; i < starts[band + 1]; i++) {
    const from = edges[4 * i];
    if (y >= from && y < edges[4 * i + 1] && x < edges[4 * i + 2] + (y - from) * edges[4 * i + 3]) {
      winding += turns[i];
    }
  }
  return winding;
}

interface SlopedEdge {
  /** Ends in data units. */
  yLow: number;
  yHigh: number;
  /** As drawn. */
  from: number;
  to: number;
  x: number;
  slope: number;
  turn: 1 | -1;
}

function slopedEdges(
  points: readonly (readonly [number, number])[],
  xAxis: PolygonAxis,
  yAxis: PolygonAxis,
): SlopedEdge[] {
  const edges: SlopedEdge[] = [];
  points.forEach((start, i) => {
    const end = points[(i + 1) % points.length];
    const upwards = start[1] < end[1];
    const [lower, upper] = upwards ? [start, end] : [end, start];
    const from = drawnOf(yAxis, lower[1]);
    const to = drawnOf(yAxis, upper[1]);
    if (!(to > from)) return;
    const x = drawnOf(xAxis, lower[0]);
    const slope = (drawnOf(xAxis, upper[0]) - x) / (to - from);
    edges.push({ yLow: lower[1], yHigh: upper[1], from, to, x, slope, turn: upwards ? 1 : -1 });
  });
  return edges;
}

function markCrossed(grid: PolygonGrid, xAxis: PolygonAxis, yAxis: PolygonAxis): void {
  const { starts, edges } = grid;
  for (let band = 0; band < grid.bands; band++) {
    const bottom = drawnAt(yAxis, band - PAD);
    const top = drawnAt(yAxis, band + 1 + PAD);
    for (let i = starts[band]; i < starts[band + 1]; i++) {
      const [from, to, x, slope] = edges.subarray(4 * i, 4 * i + 4);
      const a = x + (Math.min(to, Math.max(from, bottom)) - from) * slope;
      const b = x + (Math.max(from, Math.min(to, top)) - from) * slope;
      markCells(grid, band, cellOfDrawn(xAxis, Math.min(a, b)), cellOfDrawn(xAxis, Math.max(a, b)));
    }
  }
}

/** Level edges turn nothing, but rows beside them belong to different sides. */
function markLevel(
  grid: PolygonGrid,
  points: readonly (readonly [number, number])[],
  xAxis: PolygonAxis,
  yAxis: PolygonAxis,
): void {
  points.forEach(([x0, y], i) => {
    const [x1, y1] = points[(i + 1) % points.length];
    if (drawnOf(yAxis, y) !== drawnOf(yAxis, y1)) return;
    const place = cellOf(yAxis, y);
    const a = cellOf(xAxis, Math.min(x0, x1));
    const b = cellOf(xAxis, Math.max(x0, x1));
    const last = Math.min(grid.bands - 1, Math.floor(place + PAD));
    for (let band = Math.max(0, Math.floor(place - PAD)); band <= last; band++) markCells(grid, band, a, b);
  });
}

function markCells(grid: PolygonGrid, band: number, from: number, to: number): void {
  const first = Math.max(0, Math.floor(from - PAD));
  const last = Math.min(grid.columns - 1, Math.floor(to + PAD));
  for (let column = first; column <= last; column++) grid.cells[band * grid.columns + column] = CROSSED;
}

/** Between crossed cells the winding number does not change along a band: one test a stretch. */
function fillRest(grid: PolygonGrid, xAxis: PolygonAxis, yAxis: PolygonAxis): void {
  for (let band = 0; band < grid.bands; band++) {
    const y = drawnAt(yAxis, band + 0.5);
    let side = CROSSED;
    for (let column = 0; column < grid.columns; column++) {
      const place = band * grid.columns + column;
      if (grid.cells[place] === CROSSED) side = CROSSED;
      else {
        if (side === CROSSED) {
          side = windingAt(grid, band, drawnAt(xAxis, column + 0.5), y) === 0 ? OUTSIDE : INSIDE;
        }
        grid.cells[place] = side;
      }
    }
  }
}
