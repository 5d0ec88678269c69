import { paramsParser } from '../../notebook/cell-kind.ts';
import type { CellKind } from '../contract.ts';
import { CUTS_INPUT } from '../cut/passing-rows.ts';
import { type ClassifyResult, classifyColumns, computeClassify } from './compute.ts';
import { type ClassifyParams, classifyDefaults, classifyNeeds, classifyParams } from './params.ts';
import { classifyFigures, classifySummary } from './summary.ts';

export const classifyKind: CellKind<ClassifyParams, ClassifyResult> = {
  kind: 'classify',
  version: 1,
  title: 'Classify',
  about: 'How well a classifier tells populations apart; or a kept one applied.',
  // The plane and the clusters are inputs because the population may be drawn on them.
  inputs: {
    data: { kinds: ['data', 'derive'] },
    plane: { kinds: ['embed'], optional: true },
    clusters: { kinds: ['cluster'], optional: true },
    cuts: CUTS_INPUT,
  },
  parse: paramsParser(classifyParams),
  defaults: classifyDefaults,
  needs: classifyNeeds,
  migrations: [],
  cost: 'dear',
  compute: computeClassify,
  columns: classifyColumns,
  figures: classifyFigures,
  // Logarithms of another engine move what is trained on by a bit.
  tolerance: 0.02,
  summary: classifySummary,
};
