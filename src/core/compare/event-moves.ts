import { median, quantiles } from '../stats/quantile.ts';
import { midRanks } from '../stats/ranks.ts';
import { correlation } from '../stats/spearman.ts';
import { numbersOf } from '../table/column.ts';
import type { Table } from '../table/table.ts';

/** What a new processing did to one quantity, over the matched events. */
export interface ColumnChange {
  column: string;
  unit: string | null;
  /** Events with a value in both, and those of them whose value differs by more than a millionth of it. */
  both: number;
  changed: number;
  /** Events that have a value only after, and only before. */
  appeared: number;
  vanished: number;
  /** Of the changed ones, after less before: 10 %, 50 % and 90 % quantile, in the unit of the column. */
  difference: [number, number, number];
}

/** Two numbers that differ less than this share are one number, stored in another width. */
const SAME = 1e-6;

/**
 * What differs between matched events, column by column, those that changed in most events first; columns without
 * any change are left out. O(pairs log pairs) a column.
 * @param pairs rows of the reference and of the other table, in step.
 */
export function columnChanges(
  reference: Table,
  other: Table,
  names: readonly string[],
  pairs: { reference: Int32Array; other: Int32Array },
): ColumnChange[] {
  const found: ColumnChange[] = [];
  for (const name of names) {
    const before = reference.columns.find((column) => column.name === name);
    const after = other.columns.find((column) => column.name === name);
    if (!before || !after || before.type === 'text' || after.type === 'text') continue;
    const a = numbersOf(before);
    const b = numbersOf(after);
    const change = { both: 0, changed: 0, appeared: 0, vanished: 0 };
    const differences: number[] = [];
    for (let i = 0; i < pairs.other.length; i++) {
      const was = a[pairs.reference[i]];
      const is = b[pairs.other[i]];
      if (Number.isNaN(was)) {
        if (!Number.isNaN(is)) change.appeared++;
      } else if (Number.isNaN(is)) change.vanished++;
      else {
        change.both++;
        if (was === is || Math.abs(is - was) <= SAME * Math.max(Math.abs(was), Math.abs(is))) continue;
        change.changed++;
        differences.push(is - was);
      }
    }
    if (change.changed + change.appeared + change.vanished === 0) continue;
    const [low, middle, high] = quantiles(differences, [0.1, 0.5, 0.9]);
    found.push({ column: name, unit: after.unit, ...change, difference: [low, middle, high] });
  }
  const size = (one: ColumnChange): number => one.changed + one.appeared + one.vanished;
  return found.sort((x, y) => size(y) - size(x));
}

/** Pairs looked at for their agreement. */
const MOST_PAIRS = 4000;

/**
 * Whether matched rows are the same events: the median over the quantities of their rank correlation (Spearman),
 * near 1 for two processings of one event, near 0 where ids agree by chance. NaN where nothing can be compared.
 */
export function pairAgreement(
  reference: Table,
  other: Table,
  names: readonly string[],
  pairs: { reference: Int32Array; other: Int32Array },
): number {
  const step = Math.max(1, Math.floor(pairs.other.length / MOST_PAIRS));
  const some = <T>(take: (i: number) => T): T[] => {
    const taken: T[] = [];
    for (let i = 0; i < pairs.other.length; i += step) taken.push(take(i));
    return taken;
  };
  const found: number[] = [];
  for (const name of names) {
    const before = reference.columns.find((column) => column.name === name);
    const after = other.columns.find((column) => column.name === name);
    if (!before || !after || before.type === 'text' || after.type === 'text') continue;
    const a = numbersOf(before);
    const b = numbersOf(after);
    found.push(
      correlation(midRanks(some((i) => a[pairs.reference[i]])), midRanks(some((i) => b[pairs.other[i]]))),
    );
  }
  return median(found);
}

/** Matched events from one population to another. */
export interface Transition {
  from: number;
  to: number;
  count: number;
}

/** How many events went from which label to which, those that stayed left out; most first. O(pairs). */
export function transitions(before: Int32Array, after: Int32Array): Transition[] {
  const counts = new Map<string, Transition>();
  for (let i = 0; i < before.length; i++) {
    if (before[i] === after[i]) continue;
    const key = `${before[i]} ${after[i]}`;
    const known = counts.get(key);
    if (known) known.count++;
    else counts.set(key, { from: before[i], to: after[i], count: 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || a.from - b.from || a.to - b.to);
}
