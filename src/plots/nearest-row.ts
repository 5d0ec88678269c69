import type { Placement } from './placement.ts';
import type { Sheet } from './sheet.ts';

const CELL = 16;

/** Finds the event under the pointer: rows sorted into square cells of the plot area. O(rows) to build. */
export interface RowGrid {
  across: number;
  down: number;
  /** Rows of cell c are rows[starts[c]] up to rows[starts[c + 1]]. */
  starts: Int32Array;
  rows: Int32Array;
}

export function buildRowGrid(placement: Placement, sheet: Sheet): RowGrid {
  const across = Math.ceil((sheet.width + 2) / CELL);
  const down = Math.ceil((sheet.height + 2) / CELL);
  const starts = new Int32Array(across * down + 1);
  const { at } = placement;
  const cellOf = (place: number): number => {
    const py = Math.max(((place / sheet.stride) | 0) - sheet.margin, 0);
    const px = Math.max((place % sheet.stride) - sheet.margin, 0);
    return ((py / CELL) | 0) * across + ((px / CELL) | 0);
  };
  for (let row = 0; row < at.length; row++) if (at[row] >= 0) starts[cellOf(at[row]) + 1]++;
  for (let c = 0; c < across * down; c++) starts[c + 1] += starts[c];
  const next = starts.slice();
  const rows = new Int32Array(placement.inside);
  for (let row = 0; row < at.length; row++) if (at[row] >= 0) rows[next[cellOf(at[row])]++] = row;
  return { across, down, starts, rows };
}

/** The row nearest to a device pixel, within `reach` <= 16 device pixels; null where there is none. */
export function nearestRow(
  grid: RowGrid,
  placement: Placement,
  sheet: Sheet,
  px: number,
  py: number,
  reach: number,
): number | null {
  const cx = Math.floor(px / CELL);
  const cy = Math.floor(py / CELL);
  let best = reach * reach;
  let found: number | null = null;
  for (let y = Math.max(cy - 1, 0); y <= Math.min(cy + 1, grid.down - 1); y++) {
    for (let x = Math.max(cx - 1, 0); x <= Math.min(cx + 1, grid.across - 1); x++) {
      const cell = y * grid.across + x;
      for (let k = grid.starts[cell]; k < grid.starts[cell + 1]; k++) {
        const place = placement.at[grid.rows[k]];
        const dy = ((place / sheet.stride) | 0) - sheet.margin - py;
        const dx = (place % sheet.stride) - sheet.margin - px;
        const distance = dx * dx + dy * dy;
        if (distance <= best) {
          best = distance;
          found = grid.rows[k];
        }
      }
    }
  }
  return found;
}
