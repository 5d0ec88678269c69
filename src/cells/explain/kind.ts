import type { EffectList } from '../../core/explain/effect.ts';
import { paramsParser } from '../../notebook/cell-kind.ts';
import type { CellKind } from '../contract.ts';
import { CUTS_INPUT } from '../cut/passing-rows.ts';
import { computeExplain } from './compute.ts';
import { type ExplainParams, explainParams } from './params.ts';

export const explainKind: CellKind<ExplainParams, EffectList> = {
  kind: 'explain',
  version: 1,
  title: 'Explain',
  about: 'Which quantities, measured or derived, set a population apart.',
  // The plane and the clusters are inputs because the population may be drawn on them.
  inputs: {
    data: { kinds: ['data', 'derive'] },
    plane: { kinds: ['embed'], optional: true },
    clusters: { kinds: ['cluster'], optional: true },
    cuts: CUTS_INPUT,
  },
  parse: paramsParser(explainParams),
  defaults: () => ({ of: null, against: null }),
  needs: ({ of }) =>
    of === null ? 'choose a population: a named selection, or a cluster where it reads clusters' : null,
  migrations: [],
  cost: 'cheap',
  compute: computeExplain,
  columns: null,
  figures: ({ selected, against, effects }) => ({
    selected,
    against,
    ...Object.fromEntries(
      effects
        .filter((effect) => effect.leader)
        .slice(0, 6)
        .map((effect) => [effect.column, effect.score]),
    ),
  }),
  summary: (result, params) => {
    const best = result.effects
      .filter((effect) => effect.leader)
      .slice(0, 2)
      .map((effect) => effect.column);
    const counted = `${result.selected.toLocaleString('en')} events`;
    const name = params.of?.name ?? '';
    // A selection without a name is called by its number, which is said anyway.
    const of = name === '' || name.endsWith(' selected events') ? '' : `${name}: `;
    return `${of}${counted}${best.length > 0 ? `, led by ${best.join(' and ')}` : ''}`;
  },
};
