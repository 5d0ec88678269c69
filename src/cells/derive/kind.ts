import { paramsParser } from '../../notebook/cell-kind.ts';
import type { CellKind } from '../contract.ts';
import { computeDerive, type DeriveResult } from './compute.ts';
import { dependsOn } from './depends-on.ts';
import { blankColumn, type DeriveParams, deriveParams } from './params.ts';

export const deriveKind: CellKind<DeriveParams, DeriveResult> = {
  kind: 'derive',
  version: 1,
  title: 'Derive',
  about: 'New columns by expression, such as s1_tba + s2_tba.',
  inputs: {
    data: { kinds: ['data', 'derive'] },
    // Plugged in by the user only: a plane that must be run first would make every new column wait for it.
    beside: {
      kinds: ['cluster', 'embed'],
      optional: true,
      byHand: true,
      label: 'with the columns of',
      none: 'no other cell',
    },
  },
  parse: paramsParser(deriveParams),
  defaults: () => ({ columns: [{ ...blankColumn }] }),
  migrations: [],
  cost: 'cheap',
  compute: computeDerive,
  dependsOn,
  columns: (result) => result.derived.map(({ column }) => column),
  summary: ({ derived, refused }) =>
    derived.length === 0
      ? 'no column yet'
      : [
          derived.map(({ column }) => column.name).join(', '),
          ...refused.map((reason) => `not made: ${reason}`),
        ].join('; '),
};
