import { count } from '../ui/numbers.ts';
import type { PlotCounts } from './plot.ts';

export function events(n: number): string {
  return n === 1 ? '1 event' : `${count(n)} events`;
}

export interface NotePart {
  text: string;
  /** Rows that the picture lacks, too many to be said at the end. */
  warn: boolean;
}

/** Share of rows without a place above which a picture misleads. */
const MANY = 0.05;

/**
 * Under a plot: where every row of the table is. `outside` is null where the view hides nothing. What is not
 * drawn comes last, or first as a warning where it is much.
 */
export function noteParts(counts: PlotCounts, outside: number | null): NotePart[] {
  const parts = [`${count(counts.drawable - (outside ?? 0))} drawn`];
  if (counts.selected !== null) parts.push(`${count(counts.selected)} selected`);
  if (outside !== null && outside > 0) parts.push(`${count(outside)} outside the axes`);
  const missing: string[] = [];
  const rest: string[] = [];
  let undrawn = 0;
  for (const left of counts.left) {
    if (left.undrawn) undrawn += left.count;
    (left.undrawn ? missing : rest).push(`${count(left.count)} ${left.reason}`);
  }
  const plain = (text: string): NotePart => ({ text, warn: false });
  if (undrawn <= MANY * counts.rows) return [...parts, ...missing, ...rest].map(plain);
  return [...missing.map((text) => ({ text, warn: true })), ...[...parts, ...rest].map(plain)];
}

export function countNote(counts: PlotCounts, outside: number | null): string {
  return noteParts(counts, outside)
    .map(({ text }) => text)
    .join(' · ');
}
