import { columnsOfCuts } from '../../core/cut/cut-expression.ts';
import type { CutFlow } from '../../core/cut/cut-flow.ts';
import { countBits } from '../../core/table/bits.ts';
import { paramsParser } from '../../notebook/cell-kind.ts';
import type { CellKind } from '../contract.ts';
import { computeCut, cutColumns } from './compute.ts';
import { type CutParams, cutParams } from './params.ts';

export const cutKind: CellKind<CutParams, CutFlow> = {
  kind: 'cut',
  version: 1,
  title: 'Cuts',
  about: 'A list of cuts, what each removes of which sample, and what is left.',
  // The plane and the clusters are inputs because samples may be drawn on them; plugged in when one is, so that cuts do
  // not wait for a plane that they do not need.
  inputs: {
    data: { kinds: ['data', 'derive'] },
    plane: { kinds: ['embed'], optional: true, byHand: true, label: 'samples on the plane of' },
    clusters: { kinds: ['cluster'], optional: true, byHand: true, label: 'samples of the clusters of' },
  },
  parse: paramsParser(cutParams),
  defaults: () => ({ cuts: [], samples: [] }),
  migrations: [],
  cost: 'cheap',
  // What passes does not change with names, samples, and cuts that are off.
  dependsOn: ({ cuts }) => {
    const on = cuts.filter((cut) => cut.on);
    return {
      params: on.map(({ expression, sense }) => ({ expression, sense })),
      columns: columnsOfCuts(on),
    };
  },
  compute: computeCut,
  columns: cutColumns,
  figures: ({ passing, steps }) => ({
    kept: countBits(passing),
    ...Object.fromEntries(steps.slice(0, 50).map(({ id, passes }) => [`passes ${id}`, passes])),
  }),
  summary: ({ rows, passing, steps }) => {
    const on = steps.filter((step) => step.samples !== null).length;
    if (on === 0) return 'no cut yet';
    return `${on === 1 ? '1 cut' : `${on} cuts`}: ${countBits(passing).toLocaleString('en')} of ${rows.toLocaleString('en')} events kept`;
  },
};
