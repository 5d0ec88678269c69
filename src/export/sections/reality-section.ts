import { howMade, LEVEL_WORDS, looksWords, populationName } from '../../cells/reality/card-words.ts';
import type { RealityResult } from '../../cells/reality/compute.ts';
import { formatCount, formatShare } from '../report/format-number.ts';
import { type SectionPart, table } from './section.ts';

/** Reality cards as a table, and how they were made. */
export function realitySection(result: RealityResult): SectionPart[] {
  const { cards, selection, twins } = result;
  const twinWords = twins.map(
    ({ sizes, noise }, i) =>
      `Shuffled twin ${i + 1}: ${formatCount(sizes.length)} clusters, the largest of ${formatCount(sizes[0] ?? 0)} events, ${formatCount(noise)} noise.`,
  );
  return [
    table(
      [
        'population',
        'events',
        'verdict',
        'found again',
        'AUC to the nearest',
        'neighbours across',
        'in words',
      ],
      ['events', 'found again', 'AUC to the nearest', 'neighbours across'],
      cards.map(({ label, size, verdict, rate, nearest, others, contact }) => {
        const auc = nearest ?? others;
        return [
          ...[populationName(label, selection), formatCount(size), LEVEL_WORDS[verdict.level]],
          ...[`${rate.found} of ${rate.of}`, auc ? auc.auc.toFixed(3) : 'too few'],
          ...[contact ? formatShare(contact.across) : '', verdict.text],
        ];
      }),
    ),
    { type: 'list', items: [...twinWords, ...howMade(result), looksWords(result)] },
  ];
}
