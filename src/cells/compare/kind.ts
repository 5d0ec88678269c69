import { paramsParser } from '../../notebook/cell-kind.ts';
import type { CellKind } from '../contract.ts';
import { compareColumns } from './columns.ts';
import { type CompareResult, computeCompare } from './compute.ts';
import { findingsOf } from './findings.ts';
import { type CompareParams, compareParams } from './params.ts';

export const compareKind: CellKind<CompareParams, CompareResult> = {
  kind: 'compare',
  version: 1,
  title: 'Compare',
  about: 'What is new since the reviewed run: another file, or runs of one.',
  // The events that are new come first: columns and selections of this cell are theirs.
  inputs: { data: { kinds: ['data'] }, cluster: { kinds: ['cluster'] } },
  parse: paramsParser(compareParams),
  defaults: () => ({ runColumn: null, reviewed: [], livetimes: {}, ids: null, falseShare: 0.001 }),
  migrations: [],
  cost: 'dear',
  compute: computeCompare,
  columns: compareColumns,
  figures: ({ novel, looks, processing, columns, clusters }) => ({
    looks,
    unlike: novel.runs.reduce((sum, row) => sum + row.count, 0),
    'new populations': novel.populations.length,
    sigma: Math.max(0, ...clusters.flatMap(({ runs }) => runs.map((run) => run.sigma))),
    ...(processing ? { matched: processing.match.matched, crossed: processing.crossed } : {}),
    'largest KS': columns.shifts[0]?.ks.distance ?? 0,
  }),
  summary: (result) => findingsOf(result)[0]?.text ?? 'nothing to compare',
};
