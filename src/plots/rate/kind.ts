import { exampleInput } from '../example-columns.ts';
import type { PlotKind } from '../plot.ts';
import { encodeRate } from './encode-rate.ts';

export const rate: PlotKind = {
  type: 'rate',
  name: 'Rate',
  about: 'Events a second over the time of the run.',
  encode: encodeRate,
  example: (theme) => ({
    spec: {
      id: 'example',
      type: 'rate',
      x: { column: 'data:event_time', scale: 'linear', range: null },
      y: { column: null, scale: 'linear', range: null },
      color: { by: 'plain', column: null },
      span: 1,
      height: 320,
      title: null,
    },
    input: exampleInput(theme),
  }),
};
