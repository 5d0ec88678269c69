import type { Rng } from '../random/rng.ts';

/**
 * The null twin of a matrix: every column shuffled by itself, so that each keeps its distribution and nothing goes
 * with anything any more. O(rows dims).
 * @param matrix row-major, rows x dims
 * @param groups of each row where columns are shuffled among the rows of one group only, such as a run
 */
export function shuffleColumns(
  matrix: Float32Array,
  dims: number,
  rng: Rng,
  groups: Int32Array | null = null,
): Float32Array {
  const twin = matrix.slice();
  const members = groups === null ? [allRows(matrix.length / dims)] : rowsOfGroups(groups);
  for (let d = 0; d < dims; d++) {
    for (const rows of members) {
      for (let i = rows.length - 1; i > 0; i--) {
        const a = rows[i] * dims + d;
        const b = rows[rng.integer(i + 1)] * dims + d;
        const kept = twin[a];
        twin[a] = twin[b];
        twin[b] = kept;
      }
    }
  }
  return twin;
}

function allRows(rows: number): Int32Array {
  return Int32Array.from({ length: rows }, (_, row) => row);
}

function rowsOfGroups(groups: Int32Array): Int32Array[] {
  const members = new Map<number, number[]>();
  groups.forEach((group, row) => {
    const known = members.get(group);
    if (known) known.push(row);
    else members.set(group, [row]);
  });
  return Array.from(members.values(), (rows) => Int32Array.from(rows));
}
