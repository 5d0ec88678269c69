import { expectClusterParams } from './check-params.ts';
import { orderBySize } from './labels.ts';
import { makePlaneGrid, type PlaneGrid } from './plane-grid.ts';

/**
 * Exact DBSCAN in the plane (Ester and others 1996) by cells of side eps / sqrt 2: points of one cell are
 * neighbours by construction, so whole cells are joined (Gunawan 2013). A neighbour is at distance <= eps,
 * minSamples counts the point itself, and a border point within reach of several clusters goes to the one
 * whose first core point comes first, as in scikit-learn.
 * @param x, y finite. @returns one label a point: 0.. by falling size, -1 noise. O(n) cells on usual data.
 */
export function dbscan(x: Float32Array, y: Float32Array, eps: number, minSamples: number): Int32Array {
  expectClusterParams({ method: 'dbscan', eps, minSamples });
  const grid = makePlaneGrid(x, y, eps);
  const core = corePoints(grid, eps, minSamples);
  const sets = joinCells(grid, core, eps);
  return orderBySize(assign(grid, core, sets, eps));
}

/** 1 where at least minSamples points, the point itself among them, lie within eps. In grid order. */
function corePoints(grid: PlaneGrid, eps: number, minSamples: number): Uint8Array {
  const { cells, start, px, py, adjacent, reach } = grid;
  const core = new Uint8Array(px.length);
  const square = eps * eps;
  for (let cell = 0; cell < cells; cell++) {
    const inside = start[cell + 1] - start[cell];
    if (inside >= minSamples) {
      core.fill(1, start[cell], start[cell + 1]);
      continue;
    }
    for (let i = start[cell]; i < start[cell + 1]; i++) {
      let found = inside;
      for (let a = adjacent[cell]; a < adjacent[cell + 1] && found < minSamples; a++) {
        const other = reach[a];
        for (let j = start[other]; j < start[other + 1]; j++) {
          const dx = px[i] - px[j];
          const dy = py[i] - py[j];
          if (dx * dx + dy * dy <= square && ++found >= minSamples) break;
        }
      }
      if (found >= minSamples) core[i] = 1;
    }
  }
  return core;
}

/** Union-find over cells: cells are one where some of their core points are within eps. */
function joinCells(grid: PlaneGrid, core: Uint8Array, eps: number): Int32Array {
  const { cells, start, px, py, adjacent, reach } = grid;
  const sets = new Int32Array(cells);
  for (let cell = 0; cell < cells; cell++) sets[cell] = cell;
  const square = eps * eps;
  const near = new Int32Array(px.length);
  for (let cell = 0; cell < cells; cell++) {
    for (let a = adjacent[cell]; a < adjacent[cell + 1]; a++) {
      const other = reach[a];
      if (other > cell || rootOf(sets, other) === rootOf(sets, cell)) continue;
      // Only points within eps of the other cell's box can have a neighbour there.
      let count = 0;
      let [lowX, highX, lowY, highY] = [Infinity, -Infinity, Infinity, -Infinity];
      for (let j = start[other]; j < start[other + 1]; j++) {
        if (core[j] === 0) continue;
        lowX = Math.min(lowX, px[j]);
        highX = Math.max(highX, px[j]);
        lowY = Math.min(lowY, py[j]);
        highY = Math.max(highY, py[j]);
      }
      for (let i = start[cell]; i < start[cell + 1]; i++) {
        if (core[i] === 0) continue;
        const dx = Math.max(0, lowX - px[i], px[i] - highX);
        const dy = Math.max(0, lowY - py[i], py[i] - highY);
        if (dx * dx + dy * dy <= square) near[count++] = i;
      }
      let joined = false;
      for (let j = start[other]; j < start[other + 1] && !joined && count > 0; j++) {
        if (core[j] === 0) continue;
        for (let n = 0; n < count; n++) {
          const dx = px[near[n]] - px[j];
          const dy = py[near[n]] - py[j];
          if (dx * dx + dy * dy <= square) {
            joined = true;
            break;
          }
        }
      }
      if (joined) sets[rootOf(sets, other)] = rootOf(sets, cell);
    }
  }
  for (let cell = 0; cell < cells; cell++) sets[cell] = rootOf(sets, cell);
  return sets;
}

function rootOf(sets: Int32Array, cell: number): number {
  let root = cell;
  while (sets[root] !== root) {
    sets[root] = sets[sets[root]];
    root = sets[root];
  }
  return root;
}

/** A cluster a set that holds a core point, numbered by its first core point; in point order. */
function assign(grid: PlaneGrid, core: Uint8Array, sets: Int32Array, eps: number): Int32Array {
  const { cells, start, px, py, order, adjacent, reach } = grid;
  const first = new Int32Array(cells).fill(px.length);
  for (let cell = 0; cell < cells; cell++) {
    for (let i = start[cell]; i < start[cell + 1]; i++) {
      if (core[i] === 1) first[sets[cell]] = Math.min(first[sets[cell]], order[i]);
    }
  }
  const labels = new Int32Array(px.length).fill(-1);
  const square = eps * eps;
  for (let cell = 0; cell < cells; cell++) {
    for (let i = start[cell]; i < start[cell + 1]; i++) {
      let earliest = core[i] === 1 ? first[sets[cell]] : px.length;
      if (core[i] === 0) {
        for (let a = adjacent[cell]; a < adjacent[cell + 1]; a++) {
          const other = reach[a];
          if (first[sets[other]] >= earliest) continue;
          for (let j = start[other]; j < start[other + 1]; j++) {
            if (core[j] === 0) continue;
            const dx = px[i] - px[j];
            const dy = py[i] - py[j];
            if (dx * dx + dy * dy <= square) {
              earliest = first[sets[other]];
              break;
            }
          }
        }
        const own = first[sets[cell]];
        if (own < earliest && holdsCore(core, start[cell], start[cell + 1])) earliest = own;
      }
      if (earliest < px.length) labels[order[i]] = earliest;
    }
  }
  return labels;
}

function holdsCore(core: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (core[i] === 1) return true;
  return false;
}
