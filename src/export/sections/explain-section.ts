import type { EffectList } from '../../core/explain/effect.ts';
import { formatNumber, formatScore } from '../report/format-number.ts';
import { type SectionPart, table, text } from './section.ts';

const MOST = 12;

/** Which quantities set a population apart, best first. */
export function explainSection({ effects }: EffectList): SectionPart[] {
  return [
    table(
      ['quantity', 'score', 'low', 'high', 'median in', 'median outside'],
      ['score', 'low', 'high', 'median in', 'median outside'],
      effects
        .filter(({ leader }) => leader)
        .slice(0, MOST)
        .map(({ column, unit, score, low, high, medianIn, medianOut }) => [
          unit ? `${column} [${unit}]` : column,
          ...[score, low, high].map(formatScore),
          ...[medianIn, medianOut].map(formatNumber),
        ]),
    ),
    text(
      'A score is 2 AUC − 1: +1 where all events of the population lie above all others, 0 where nothing differs.',
      'soft',
    ),
  ];
}
