import { paramsParser } from '../../notebook/cell-kind.ts';
import type { CellKind } from '../contract.ts';
import { computeData, type DataResult } from './compute.ts';
import { type DataParams, dataParams, noOverrides } from './params.ts';

export const dataKind: CellKind<DataParams, DataResult> = {
  kind: 'data',
  version: 1,
  title: 'Data',
  inputs: {},
  parse: paramsParser(dataParams),
  defaults: () => structuredClone(noOverrides),
  migrations: [],
  cost: 'cheap',
  compute: computeData,
  columns: (result) => result.table.columns,
  summary: (result) =>
    `${result.table.rows.toLocaleString('en')} events × ${result.table.columns.length} columns, ${result.features.length} features`,
};
