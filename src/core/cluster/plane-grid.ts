/** Points of the plane sorted into square cells; only cells that hold a point exist. */
export interface PlaneGrid {
  cells: number;
  /** The points of cell c are start[c] .. start[c + 1] - 1 of px, py. */
  start: Int32Array;
  px: Float64Array;
  py: Float64Array;
  /** Index of each sorted point in the input. */
  order: Int32Array;
  /** The other cells that may hold a neighbour of cell c are reach[adjacent[c]] .. reach[adjacent[c + 1] - 1]. */
  adjacent: Int32Array;
  reach: Int32Array;
}

/**
 * Cells of side just under eps / sqrt 2: all points of a cell are within eps of one another, and all
 * neighbours of its points lie at most two cells away. O(n).
 */
export function makePlaneGrid(x: Float32Array, y: Float32Array, eps: number): PlaneGrid {
  const points = x.length;
  const side = (eps / Math.SQRT2) * (1 - 1e-9);
  let lowX = Number.POSITIVE_INFINITY;
  let lowY = Number.POSITIVE_INFINITY;
  for (let i = 0; i < points; i++) {
    lowX = Math.min(lowX, x[i]);
    lowY = Math.min(lowY, y[i]);
  }
  const index = new CellIndex(points);
  const cellOf = new Int32Array(points);
  for (let i = 0; i < points; i++) {
    cellOf[i] = index.add(Math.floor((x[i] - lowX) / side), Math.floor((y[i] - lowY) / side));
  }
  const cells = index.size;
  const start = new Int32Array(cells + 1);
  for (let i = 0; i < points; i++) start[cellOf[i] + 1]++;
  for (let c = 0; c < cells; c++) start[c + 1] += start[c];
  const next = start.slice(0, cells);
  const px = new Float64Array(points);
  const py = new Float64Array(points);
  const order = new Int32Array(points);
  for (let i = 0; i < points; i++) {
    const at = next[cellOf[i]]++;
    px[at] = x[i];
    py[at] = y[i];
    order[at] = i;
  }
  const adjacent = new Int32Array(cells + 1);
  const reach = new Int32Array(24 * cells);
  let filled = 0;
  for (let c = 0; c < cells; c++) {
    for (let dy = -2; dy <= 2; dy++) {
      for (let dx = -2; dx <= 2; dx++) {
        if (dx === 0 && dy === 0) continue;
        const other = index.find(index.column[c] + dx, index.row[c] + dy);
        if (other >= 0) reach[filled++] = other;
      }
    }
    adjacent[c + 1] = filled;
  }
  return { cells, start, px, py, order, adjacent, reach: reach.subarray(0, filled) };
}

/** Cell coordinates -> number, by open addressing. Coordinates may exceed 32 bits. */
class CellIndex {
  size = 0;
  readonly column: Float64Array;
  readonly row: Float64Array;
  private readonly table: Int32Array;
  private readonly mask: number;

  constructor(capacity: number) {
    this.column = new Float64Array(capacity);
    this.row = new Float64Array(capacity);
    this.mask = 2 ** Math.ceil(Math.log2(2 * capacity + 2)) - 1;
    this.table = new Int32Array(this.mask + 1).fill(-1);
  }

  add(column: number, row: number): number {
    const slot = this.slotOf(column, row);
    if (this.table[slot] < 0) {
      this.column[this.size] = column;
      this.row[this.size] = row;
      this.table[slot] = this.size++;
    }
    return this.table[slot];
  }

  find(column: number, row: number): number {
    return this.table[this.slotOf(column, row)];
  }

  private slotOf(column: number, row: number): number {
    let hash = Math.imul(column | 0, 0x9e3779b1) ^ Math.imul(row | 0, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    let slot = (hash ^ (hash >>> 13)) & this.mask;
    for (;;) {
      const cell = this.table[slot];
      if (cell < 0 || (this.column[cell] === column && this.row[cell] === row)) return slot;
      slot = (slot + 1) & this.mask;
    }
  }
}
