import { paramsParser } from '../../notebook/cell-kind.ts';
import type { CellKind } from '../contract.ts';
import { CUTS_INPUT } from '../cut/passing-rows.ts';
import { type PlotParams, plotParams } from './params.ts';

export const plotKind: CellKind<PlotParams, never> = {
  kind: 'plot',
  version: 1,
  title: 'Plots',
  about: 'Linked plots of any columns: what is lassoed in one lights up in all.',
  inputs: { from: { kinds: ['cluster', 'embed', 'data'] }, cuts: CUTS_INPUT },
  parse: paramsParser(plotParams),
  defaults: () => ({ plots: null }),
  migrations: [],
  cost: 'cheap',
  compute: null,
  columns: null,
  summary: () => '',
};
