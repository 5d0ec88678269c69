import { exampleInput } from '../example-columns.ts';
import type { PlotKind } from '../plot.ts';
import { encodeScatter } from './encode-scatter.ts';

export const scatter: PlotKind = {
  type: 'scatter',
  name: 'Scatter',
  about: 'Two quantities against each other, every event a point.',
  encode: encodeScatter,
  example: (theme) => ({
    spec: {
      id: 'example',
      type: 'scatter',
      x: { column: 'data:s1_area', scale: 'log', range: null },
      y: { column: 'data:s2_area', scale: 'log', range: null },
      color: { by: 'cluster', column: 'cluster:cluster' },
      span: 1,
      height: 320,
      title: null,
    },
    input: exampleInput(theme),
  }),
};
