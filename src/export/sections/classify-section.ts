import type { ClassifyResult } from '../../cells/classify/compute.ts';
import type { ClassifyParams } from '../../cells/classify/params.ts';
import type { Separation } from '../../core/classify/separation.ts';
import { verdictText } from '../../core/classify/verdict.ts';
import type { CellDocument } from '../../notebook/document.ts';
import { formatCount } from '../report/format-number.ts';
import { type SectionPart, table, text } from './section.ts';

const MOST = 12;
const MOST_PAIRS = 6;

/** What a classifier found on held-out events: see the kinds of its result. */
export function classifySection(cell: CellDocument, result: ClassifyResult): SectionPart[] {
  if (result.type === 'two') return twoSection(cell, result);
  if (result.type === 'applied') {
    const rows = result.classes.map((name, i) => [name, formatCount(result.counts[i])]);
    return [table(['likeliest class', 'events'], ['events'], rows)];
  }
  return [
    ...result.warnings.map((warning) => text(warning, 'warn')),
    table(
      ['class', 'events', 'AUC against the others', 'low', 'high'],
      ['events', 'AUC against the others', 'low', 'high'],
      result.classes.map(({ name, events, auc }) => [
        name,
        formatCount(events),
        ...[auc.auc, auc.low, auc.high].map((value) => value.toFixed(4)),
      ]),
    ),
  ];
}

/** How separable a population is, by which quantities, and how far the probabilities hold. */
function twoSection(cell: CellDocument, result: Separation): SectionPart[] {
  const { of, against } = cell.params as unknown as ClassifyParams;
  const { params, auc, importances, pairs, raw, calibrated } = result;
  return [
    text(
      `${of?.name ?? 'A population'} against ${against?.name ?? 'all others'}: ${verdictText(result.verdict, auc)}`,
    ),
    ...result.warnings.map((warning) => text(warning, 'warn')),
    text(
      `${formatCount(result.population)} events against ${formatCount(result.against)}, ${formatCount(result.drawnPopulation)} and ${formatCount(result.drawnAgainst)} drawn; ${params.folds} folds, ${params.repeats} seeds, ${result.columns.length} quantities. Every figure is of events left out of training.`,
      'soft',
    ),
    table(
      ['quantity', 'loss of AUC', 'low', 'high', 'direction'],
      ['loss of AUC', 'low', 'high', 'direction'],
      importances
        .slice(0, MOST)
        .map(({ columns, mean, low, high, direction }) => [
          columns.join(', '),
          ...[mean, low, high].map((value) => value.toFixed(4)),
          direction.toFixed(2),
        ]),
    ),
    text(
      'What shuffling a quantity, or quantities that move together, costs of the AUC on held-out events.',
      'soft',
    ),
    ...(pairs.length === 0
      ? []
      : [
          table(
            ['pair', 'AUC of the two', 'low', 'high', 'better one alone'],
            ['AUC of the two', 'low', 'high', 'better one alone'],
            pairs
              .slice(0, MOST_PAIRS)
              .map(({ x, y, mean, low, high, single }) => [
                `${x}, ${y}`,
                ...[mean, low, high, single].map((value) => value.toFixed(4)),
              ]),
          ),
          text(`${formatCount(result.pairsLookedAt)} pairs were looked at.`, 'soft'),
        ]),
    table(
      ['probabilities', 'Brier score', 'expected calibration error'],
      ['Brier score', 'expected calibration error'],
      [
        ['as trained', raw.brier.toFixed(4), raw.ece.toFixed(4)],
        ['calibrated', calibrated.brier.toFixed(4), calibrated.ece.toFixed(4)],
      ],
    ),
  ];
}
