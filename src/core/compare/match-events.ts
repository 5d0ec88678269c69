import { type Column, isMissing, rowCountOf } from '../table/column.ts';
import { columnNamed, type Table } from '../table/table.ts';

/** Which event of one table is which of another. Every row of both is counted once. */
export interface EventMatch {
  /** Columns that tell events apart, in both tables; the last told apart events of one id, where `tied`. */
  columns: string[];
  tied: boolean;
  /** One a row of the other table: the row of the reference, -1 where there is none. */
  partner: Int32Array;
  matched: number;
  /** Rows of either table without an id. */
  missing: MatchCounts;
  /** Rows whose id stands in both tables, and more than once in one of them: not matched. */
  ambiguous: MatchCounts;
  /** Rows whose id the other table does not have. */
  alone: MatchCounts;
  notes: string[];
}

export interface MatchCounts {
  reference: number;
  other: number;
}

/**
 * Matches rows by their ids, exactly: int64 as integers, also against other types of number; text as text. An id that stands
 * more than once in a table is told apart by `tie`, such as the time of the event, where both tables have it;
 * else it matches nothing and is counted as ambiguous. O(rows columns).
 * @param columns at least one, in both tables.
 */
export function matchEvents(
  reference: Table,
  other: Table,
  columns: readonly string[],
  tie: string | null,
): EventMatch {
  const notes: string[] = [];
  const pair = (name: string): [Column, Column] => [columnNamed(reference, name), columnNamed(other, name)];
  let [ids, otherIds] = codesOf(pair(columns[0]), notes);
  for (const name of columns.slice(1)) {
    const [next, otherNext] = codesOf(pair(name), notes);
    [ids, otherIds] = combine([ids, otherIds], [next, otherNext]);
  }
  const partner = new Int32Array(other.rows).fill(-1);
  const open = joinUnique(ids, otherIds, partner, null);
  let tied = false;
  if (tie !== null && open.ambiguous.reference + open.ambiguous.other > 0) {
    const [times, otherTimes] = codesOf(pair(tie), []);
    const [finer, otherFiner] = combine([ids, otherIds], [times, otherTimes]);
    const before = open.matched;
    const again = joinUnique(finer, otherFiner, partner, [ids, otherIds]);
    tied = again.matched > 0;
    const matched = before + again.matched;
    const ambiguous = (side: 'reference' | 'other'): number => open.ambiguous[side] - again.matched;
    return {
      columns: tied ? [...columns, tie] : [...columns],
      tied,
      partner,
      matched,
      missing: open.missing,
      ambiguous: { reference: ambiguous('reference'), other: ambiguous('other') },
      alone: open.alone,
      notes,
    };
  }
  return { columns: [...columns], tied, partner, ...open, notes };
}

type Joined = Pick<EventMatch, 'matched' | 'missing' | 'ambiguous' | 'alone'>;
type Codes = [reference: Int32Array, other: Int32Array];

/** Joins ids that stand once in each table. @param coarse where given, only rows whose coarse id did not do so. */
function joinUnique(
  ids: Int32Array,
  otherIds: Int32Array,
  partner: Int32Array,
  coarse: Codes | null,
): Joined {
  const size = Math.max(largest(ids), largest(otherIds)) + 1;
  const here = countsOf(ids, size);
  const there = countsOf(otherIds, size);
  const rowOf = new Int32Array(size).fill(-1);
  for (let row = 0; row < ids.length; row++) if (ids[row] >= 0) rowOf[ids[row]] = row;
  const taken = new Uint8Array(ids.length);
  if (coarse) for (const row of partner) if (row >= 0) taken[row] = 1;
  const joined: Joined = {
    matched: 0,
    missing: { reference: 0, other: 0 },
    ambiguous: { reference: 0, other: 0 },
    alone: { reference: 0, other: 0 },
  };
  for (const id of ids) {
    if (id < 0) joined.missing.reference++;
    else if (there[id] === 0) joined.alone.reference++;
    else if (here[id] > 1 || there[id] > 1) joined.ambiguous.reference++;
  }
  for (let row = 0; row < otherIds.length; row++) {
    const id = otherIds[row];
    if (id < 0) joined.missing.other++;
    else if (here[id] === 0) joined.alone.other++;
    else if (here[id] > 1 || there[id] > 1) joined.ambiguous.other++;
    else if (partner[row] < 0 && taken[rowOf[id]] === 0) {
      partner[row] = rowOf[id];
      joined.matched++;
    }
  }
  return joined;
}

function largest(codes: Int32Array): number {
  let most = -1;
  for (const code of codes) if (code > most) most = code;
  return most;
}

function countsOf(codes: Int32Array, size: number): Int32Array {
  const counts = new Int32Array(size);
  for (const code of codes) if (code >= 0) counts[code]++;
  return counts;
}

/** Whole numbers from 0 that are equal where the values are, in both columns; -1 where there is none. */
function codesOf([reference, other]: [Column, Column], notes: string[]): Codes {
  const known = new Map<number | bigint | string, number>();
  const inexact = new Set<string>();
  const code = (column: Column): Int32Array => {
    const rows = rowCountOf(column);
    const codes = new Int32Array(rows).fill(-1);
    const exactTo = column.type === 'float32' ? 2 ** 24 : Number.MAX_SAFE_INTEGER;
    for (let row = 0; row < rows; row++) {
      if (isMissing(column, row)) continue;
      let key: number | bigint | string;
      if (column.type === 'text') key = column.levels[column.codes[row]];
      else if (column.type === 'int64') {
        const value = column.values[row];
        const near = Number(value);
        key = Number.isSafeInteger(near) ? near : value;
      } else {
        key = column.values[row];
        if (!Number.isFinite(key)) continue;
        if (Math.abs(key) > exactTo && column.role === 'id') inexact.add(column.type);
      }
      let found = known.get(key);
      if (found === undefined) {
        found = known.size;
        known.set(key, found);
      }
      codes[row] = found;
    }
    return codes;
  };
  const codes: Codes = [code(reference), code(other)];
  if (inexact.size > 0) {
    notes.push(
      `${reference.name} is kept as ${[...inexact].join(' and ')}, which does not hold all of its digits: events of neighbouring ids may count as one`,
    );
  }
  return codes;
}

/** Codes of pairs of codes. */
function combine([a, otherA]: Codes, [b, otherB]: Codes): Codes {
  const width = Math.max(largest(b), largest(otherB)) + 1;
  const known = new Map<number, number>();
  const join = (first: Int32Array, second: Int32Array): Int32Array =>
    first.map((code, row) => {
      if (code < 0 || second[row] < 0) return -1;
      const key = code * width + second[row];
      let found = known.get(key);
      if (found === undefined) {
        found = known.size;
        known.set(key, found);
      }
      return found;
    });
  return [join(a, b), join(otherA, otherB)];
}
