import type { Separation } from '../../core/classify/separation.ts';
import { paramsParser } from '../../notebook/cell-kind.ts';
import type { CellKind } from '../contract.ts';
import { CUTS_INPUT } from '../cut/passing-rows.ts';
import { classifyColumns, computeClassify } from './compute.ts';
import { type ClassifyParams, classifyDefaults, classifyParams } from './params.ts';

/** Losses of AUC that are kept as figures. */
const FIGURES = 6;

export const classifyKind: CellKind<ClassifyParams, Separation> = {
  kind: 'classify',
  version: 1,
  title: 'Classify',
  about: 'How well a classifier tells a population from others, and by which quantities.',
  // The plane and the clusters are inputs because the population may be drawn on them.
  inputs: {
    data: { kinds: ['data', 'derive'] },
    plane: { kinds: ['embed'], optional: true },
    clusters: { kinds: ['cluster'], optional: true },
    cuts: CUTS_INPUT,
  },
  parse: paramsParser(classifyParams),
  defaults: classifyDefaults,
  needs: ({ of }) =>
    of === null ? 'choose a population: a named selection, or a cluster where it reads clusters' : null,
  migrations: [],
  cost: 'dear',
  compute: computeClassify,
  columns: classifyColumns,
  figures: ({ auc, population, against, importances, calibrated }) => ({
    population,
    against,
    auc: auc.auc,
    'auc low': auc.low,
    'auc high': auc.high,
    brier: calibrated.brier,
    ...Object.fromEntries(
      importances.slice(0, FIGURES).map(({ columns, mean }) => [`${columns[0]} loss`, mean]),
    ),
  }),
  // Logarithms of another engine move what is trained on by a bit.
  tolerance: 0.02,
  summary: ({ auc, verdict }, params) =>
    `${params.of?.name ?? ''}: ${verdict}, AUC ${auc.auc.toFixed(3)} (${auc.low.toFixed(3)} to ${auc.high.toFixed(3)})`,
};
