import { defaultEmbedParams } from '../../core/embed/defaults.ts';
import type { EmbeddingResult } from '../../core/embed/embedding.ts';
import { countBits } from '../../core/table/bits.ts';
import { paramsParser } from '../../notebook/cell-kind.ts';
import type { CellKind } from '../contract.ts';
import { CUTS_INPUT } from '../cut/passing-rows.ts';
import { embedColumns } from './columns.ts';
import { computeEmbed } from './compute.ts';
import { featureWords } from './feature-words.ts';
import { type EmbedCellParams, embedCellParams } from './params.ts';

export const embedKind: CellKind<EmbedCellParams, EmbeddingResult> = {
  kind: 'embed',
  version: 1,
  title: 'Embed',
  about: 'A plane by UMAP in which events lie beside those that they resemble.',
  inputs: { data: { kinds: ['data', 'derive'], reads: 'features' }, cuts: CUTS_INPUT },
  parse: paramsParser(embedCellParams),
  defaults: () => ({ ...defaultEmbedParams(Number.POSITIVE_INFINITY), nNeighbors: null }),
  migrations: [],
  cost: 'dear',
  compute: computeEmbed,
  columns: embedColumns,
  figures: ({ used, fitted, features, quality }) => ({
    rows: countBits(used),
    fitted: countBits(fitted ?? used),
    features: features.length,
    trustworthiness: quality.trustworthiness.mean,
    continuity: quality.continuity.mean,
    'neighbours kept': quality.preservation.mean,
  }),
  // Another processor's exp and log lay the plane out otherwise; as good a plane has like figures.
  tolerance: 0.02,
  summary: (result) => {
    const used = countBits(result.used);
    const left = result.used.length - used;
    const rest = left > 0 ? `, ${left.toLocaleString('en')} left out` : '';
    const fitted = result.fitted && countBits(result.fitted).toLocaleString('en');
    const sample = fitted === null ? '' : ` (${fitted} fitted)`;
    return `${result.params.method}: ${used.toLocaleString('en')} events${sample}${rest}, ${featureWords(result.features)}`;
  },
};
