import { defaultEmbedParams } from '../../core/embed/defaults.ts';
import type { EmbeddingResult } from '../../core/embed/embedding.ts';
import { countBits } from '../../core/table/bits.ts';
import { paramsParser } from '../../notebook/cell-kind.ts';
import type { CellKind } from '../contract.ts';
import { embedColumns } from './columns.ts';
import { computeEmbed } from './compute.ts';
import { type EmbedCellParams, embedCellParams } from './params.ts';

export const embedKind: CellKind<EmbedCellParams, EmbeddingResult> = {
  kind: 'embed',
  version: 1,
  title: 'Embed',
  inputs: { data: { kinds: ['data'] } },
  parse: paramsParser(embedCellParams),
  defaults: () => ({ ...defaultEmbedParams(Number.POSITIVE_INFINITY), nNeighbors: null }),
  migrations: [],
  cost: 'dear',
  compute: computeEmbed,
  columns: embedColumns,
  summary: (result) => {
    const used = countBits(result.used);
    const left = result.used.length - used;
    const rest = left > 0 ? `, ${left.toLocaleString('en')} left out` : '';
    const fitted = result.fitted && countBits(result.fitted).toLocaleString('en');
    const sample = fitted === null ? '' : ` (${fitted} fitted)`;
    return `${result.params.method}: ${used.toLocaleString('en')} events${sample}${rest}, ${result.features.length} features`;
  },
};
