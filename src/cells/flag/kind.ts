import { paramsParser } from '../../notebook/cell-kind.ts';
import type { CellKind } from '../contract.ts';
import { type FlagParams, flagParams, newLedger } from './params.ts';

export const flagKind: CellKind<FlagParams, never> = {
  kind: 'flag',
  version: 1,
  title: 'Flags',
  about: 'A ledger of odd events: who flagged what and why, merged and handed over.',
  inputs: { data: { kinds: ['data'] } },
  parse: paramsParser(flagParams),
  defaults: newLedger,
  migrations: [],
  cost: 'cheap',
  compute: null,
  columns: null,
  summary: () => '',
};
