import { count } from '../ui/numbers.ts';
import type { PlotCounts } from './plot.ts';

export function events(n: number): string {
  return n === 1 ? '1 event' : `${count(n)} events`;
}

/** Under a plot: where every row of the table is. `outside` is null where the view hides nothing. */
export function countNote(counts: PlotCounts, outside: number | null): string {
  const parts = [`${count(counts.drawable - (outside ?? 0))} drawn`];
  if (counts.selected !== null) parts.push(`${count(counts.selected)} selected`);
  if (outside !== null && outside > 0) parts.push(`${count(outside)} outside the axes`);
  for (const { count: n, reason } of counts.left) parts.push(`${count(n)} ${reason}`);
  return parts.join(' · ');
}
