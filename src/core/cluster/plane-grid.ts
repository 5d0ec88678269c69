/** Points of the plane sorted into square cells, row by row; only cells that hold a point exist. */
export interface PlaneGrid {
  cells: number;
  /** The points of cell c are start[c] .. start[c + 1] - 1 of px, py. */
  start: Int32Array;
  px: Float32Array;
  py: Float32Array;
  /** Index of each sorted point in the input. */
  order: Int32Array;
  /**
   * All neighbours of the points of cell c lie in the cells from[5 c + r] .. to[5 c + r] - 1 for r of 0..4, which
   * are the rows of cells from two below to two above; r = 2 is the row of c itself.
   */
  from: Int32Array;
  to: Int32Array;
}

/** Rows of cells that reach over a cell. */
export const ROWS = 5;
/** Counting beats comparing up to so many cells along an axis for each point, and up to so many in any case. */
const DENSE = 4;
const LITTLE = 65_536;

/**
 * Cells of side just under eps / sqrt 2: all points of a cell are within eps of one another, and all
 * neighbours of its points lie at most two cells away. O(n), or O(n log n) where the plane is vast in eps.
 */
export function makePlaneGrid(x: Float32Array, y: Float32Array, eps: number): PlaneGrid {
  const points = x.length;
  const side = (eps / Math.SQRT2) * (1 - 1e-9);
  const across = cellsAlong(x, side);
  const along = cellsAlong(y, side);
  const order = sortedByCell(across, along);
  const px = new Float32Array(points);
  const py = new Float32Array(points);
  const start = new Int32Array(points + 1);
  const columns = new Float64Array(points);
  const rows = new Float64Array(points);
  let cells = 0;
  for (let at = 0; at < points; at++) {
    const i = order[at];
    px[at] = x[i];
    py[at] = y[i];
    const column = across.cell[i];
    const row = along.cell[i];
    if (cells > 0 && column === columns[cells - 1] && row === rows[cells - 1]) continue;
    columns[cells] = column;
    rows[cells] = row;
    start[cells++] = at;
  }
  start[cells] = points;
  const runs = runsOfCells(columns.subarray(0, cells), rows.subarray(0, cells));
  return { cells, start: start.slice(0, cells + 1), px, py, order, ...runs };
}

interface Axis {
  /** Of each point, 0.. in whole numbers that may exceed 32 bits. */
  cell: Float64Array;
  count: number;
}

function cellsAlong(values: Float32Array, side: number): Axis {
  const cell = new Float64Array(values.length);
  let low = Number.POSITIVE_INFINITY;
  for (let i = 0; i < values.length; i++) if (values[i] < low) low = values[i];
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    cell[i] = Math.floor((values[i] - low) / side);
    if (cell[i] >= count) count = cell[i] + 1;
  }
  return { cell, count };
}

/** The points row by row of cells, in each row by column, in each cell by index. */
function sortedByCell(across: Axis, along: Axis): Int32Array {
  const order = new Int32Array(across.cell.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  if (Math.max(across.count, along.count) <= DENSE * order.length + LITTLE) {
    return countingSort(countingSort(order, across), along);
  }
  return order.sort((a, b) => along.cell[a] - along.cell[b] || across.cell[a] - across.cell[b] || a - b);
}

/** Stable. */
function countingSort(order: Int32Array, { cell, count }: Axis): Int32Array {
  const next = new Int32Array(count + 1);
  for (let i = 0; i < cell.length; i++) next[cell[i] + 1]++;
  for (let c = 0; c < count; c++) next[c + 1] += next[c];
  const sorted = new Int32Array(order.length);
  for (let at = 0; at < order.length; at++) sorted[next[cell[order[at]]]++] = order[at];
  return sorted;
}

/** Walks a pointer to either end of each row of neighbours along with the cells: O(cells). */
function runsOfCells(column: Float64Array, row: Float64Array): Pick<PlaneGrid, 'from' | 'to'> {
  const cells = column.length;
  const from = new Int32Array(ROWS * cells);
  const to = new Int32Array(ROWS * cells);
  for (let r = 0; r < ROWS; r++) {
    let first = 0;
    let last = 0;
    for (let c = 0; c < cells; c++) {
      const target = row[c] + r - 2;
      while (
        first < cells &&
        (row[first] < target || (row[first] === target && column[first] < column[c] - 2))
      ) {
        first++;
      }
      while (
        last < cells &&
        (row[last] < target || (row[last] === target && column[last] <= column[c] + 2))
      ) {
        last++;
      }
      from[ROWS * c + r] = first;
      to[ROWS * c + r] = last;
    }
  }
  return { from, to };
}
