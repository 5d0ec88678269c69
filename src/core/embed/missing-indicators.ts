/** A 0/1 feature that says whether a group of columns has a value. */
export interface Indicator {
  /** Such as `s1_area_phd and 2 more missing`. */
  name: string;
  columns: string[];
  /** 1 where the columns are missing; one a matrix row. */
  flags: Uint8Array;
  rows: number;
  /** The distance that a missing value counts for, in scale units. */
  weight: number;
}

interface LostRows {
  column: string;
  /** 1 where the table row has no finite value. */
  lost: Uint8Array;
  lostRows: number;
}

const FEWEST_ROWS = 10;
const FEWEST_SHARE = 0.005;
/** Columns belong together where the rows missing in both are this share of the rows missing in either. */
const TOGETHER = 0.9;
/** Distance between present and missing for one column; m columns missing together count sqrt(m) times that. */
const WEIGHT = 2;

/**
 * Groups of columns missing in the same rows, such as all S1 quantities where no S1 was found: filled with
 * medians alone these rows would lie in the midst of the bulk. Columns missing in fewer than 10 rows or 0.5 %
 * get none. O(rows columns groups).
 * @param rows table row of each matrix row.
 */
export function missingIndicators(columns: LostRows[], rows: Int32Array): Indicator[] {
  const fewest = Math.max(FEWEST_ROWS, FEWEST_SHARE * rows.length);
  const groups: LostRows[][] = [];
  for (const column of columns) {
    if (column.lostRows < fewest) continue;
    const group = groups.find((members) => overlap(members[0], column) >= TOGETHER);
    if (group) group.push(column);
    else groups.push([column]);
  }
  const indicators: Indicator[] = [];
  for (const group of groups) {
    const flags = new Uint8Array(rows.length);
    let missing = 0;
    for (let i = 0; i < rows.length; i++) {
      let lost = 0;
      for (const member of group) lost += member.lost[rows[i]];
      if (2 * lost > group.length) {
        flags[i] = 1;
        missing++;
      }
    }
    if (missing < fewest || missing === rows.length) continue;
    const names = group.map((member) => member.column);
    indicators.push({
      name: nameOf(names),
      columns: names,
      flags,
      rows: missing,
      weight: WEIGHT * Math.sqrt(group.length),
    });
  }
  return indicators;
}

function overlap(a: LostRows, b: LostRows): number {
  let both = 0;
  for (let row = 0; row < a.lost.length; row++) both += a.lost[row] & b.lost[row];
  return both / (a.lostRows + b.lostRows - both);
}

/** Groups are disjoint, so their first columns tell them apart. */
function nameOf([first, ...others]: string[]): string {
  return others.length === 0 ? `${first} missing` : `${first} and ${others.length} more missing`;
}
