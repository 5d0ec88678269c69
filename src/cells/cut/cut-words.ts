import type { Cut } from '../../core/cut/cut.ts';
import type { MovedCounts } from '../../core/cut/moving-cut.ts';
import { count, percent } from '../../ui/numbers.ts';
import { shareText } from './share-text.ts';

/** What a cut that is moved does where it is now, one line each. */
export function movedWords(
  { selected, rows, target, rest, chosen }: MovedCounts,
  sense: Cut['sense'],
  targetName: string | null,
): string[] {
  const verb = sense === 'remove' ? 'removes' : 'keeps';
  const lines = [`${verb} ${count(selected)} of ${count(rows)} events (${percent(selected / rows)})`];
  if (target && rest) {
    lines.push(`of ${targetName ?? 'the target'}: ${shareText(target)}`, `of the rest: ${shareText(rest)}`);
  }
  if (chosen) {
    const lost = sense === 'remove' ? chosen.selected : chosen.of - chosen.selected;
    lines.push(`of the selection: ${count(lost)} lost, ${count(chosen.of - lost)} kept`);
  }
  return lines;
}
