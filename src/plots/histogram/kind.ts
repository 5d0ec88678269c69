import { exampleInput } from '../example-columns.ts';
import type { PlotKind } from '../plot.ts';
import { encodeHistogram } from './encode-histogram.ts';

export const histogram: PlotKind = {
  type: 'histogram',
  name: 'Histogram',
  about: 'How often the values of one quantity come.',
  encode: encodeHistogram,
  example: (theme) => ({
    spec: {
      id: 'example',
      type: 'histogram',
      x: { column: 'data:s1_tba', scale: 'linear', range: null },
      y: { column: null, scale: 'log', range: null },
      color: { by: 'plain', column: null },
      span: 1,
      height: 320,
      title: null,
    },
    input: exampleInput(theme),
  }),
};
