import { paramsParser } from '../../notebook/cell-kind.ts';
import type { CellKind } from '../contract.ts';
import { populationName } from './card-words.ts';
import { computeReality, type RealityResult } from './compute.ts';
import { type RealityCellParams, realityParams } from './params.ts';

export const realityKind: CellKind<RealityCellParams, RealityResult> = {
  kind: 'reality',
  version: 1,
  title: 'Reality',
  about: 'Whether clusters are found again, separable, and more than shuffled data give.',
  inputs: { clusters: { kinds: ['cluster'] } },
  parse: paramsParser(realityParams),
  defaults: () => ({
    of: null,
    repetitions: 20,
    share: 0.8,
    twins: 2,
    mostRows: 20_000,
    withinRuns: false,
    seed: 1,
    looks: null,
  }),
  migrations: [],
  cost: 'dear',
  compute: computeReality,
  columns: null,
  figures: ({ cards, twins, selection }) => ({
    repetitions: cards[0]?.refound.length ?? 0,
    'twin clusters': twins.reduce((sum, { sizes }) => sum + sizes.length, 0),
    ...Object.fromEntries(
      cards.slice(0, 12).flatMap((card) => {
        const name = populationName(card.label, selection);
        const auc = card.nearest?.auc ?? card.others?.auc;
        return [
          [`${name} found again`, card.rate.found],
          ...(auc === undefined ? [] : [[`${name} AUC`, auc]]),
        ];
      }),
    ),
  }),
  // Another processor's exp and log lay the planes out otherwise.
  tolerance: 0.02,
  summary: ({ cards, selection }) => {
    if (cards.length === 1) {
      const [{ label, rate }] = cards;
      return `${populationName(label, selection)}: found again in ${rate.found} of ${rate.of}`;
    }
    const real = cards.filter(({ verdict }) => verdict.level === 'real').length;
    const judged = cards.filter(({ verdict }) => verdict.level !== 'noise').length;
    return `${real} of ${judged} clusters hold`;
  },
};
