import { columnMemory } from '../../src/core/table/share.ts';

/** A plane under way over all rows of a table; NaN where a row has no place in it. */
export interface PreviewPlane {
  x: Float32Array;
  y: Float32Array;
}

/**
 * Lays planes of `rows` out over all rows of a table, in memory that is used again: looks at a layout of a million
 * events would else leave 16 MB each to the collectors of worker and page. Two in turn, so that the one that is being
 * drawn is not written over by the next. O(rows) a look.
 */
export function createPreviewPlanes(
  tableRows: number,
  rows: Int32Array,
): (x: Float32Array, y: Float32Array) => PreviewPlane {
  const room = (): Float32Array => new Float32Array(columnMemory(4 * tableRows)).fill(Number.NaN);
  const planes = [0, 1].map(() => ({ x: room(), y: room() }));
  let turn = 0;
  return (x, y) => {
    const plane = planes[turn];
    turn = 1 - turn;
    for (let i = 0; i < rows.length; i++) {
      plane.x[rows[i]] = x[i];
      plane.y[rows[i]] = y[i];
    }
    return plane;
  };
}
