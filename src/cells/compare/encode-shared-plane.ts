import { NOT_EMBEDDED } from '../../core/cluster/clustering.ts';
import { ALIKE } from '../../core/compare/comparison.ts';
import type { Column } from '../../core/table/column.ts';
import { paletteOf, parseColor } from '../../plots/palette.ts';
import type { FigureModel, PlotSpec, Theme } from '../../plots/plot.ts';
import { encodeScatter } from '../../plots/scatter/encode-scatter.ts';
import { PLANE_X, PLANE_Y } from '../embed/columns.ts';
import type { CompareResult } from './compute.ts';

/** Ordinary new events that are drawn: the page encodes them. */
const MOST = 30_000;

/**
 * The plane of the reviewed events in grey, one run in colour over it, and on top what is unlike the reviewed; of a
 * second processing what changed its cluster.
 */
export function encodeSharedPlane(
  result: Pick<
    CompareResult,
    'backdrop' | 'x' | 'y' | 'runOf' | 'population' | 'runs' | 'reference' | 'wasIn' | 'labels'
  >,
  run: number,
  theme: Theme,
): FigureModel {
  const { backdrop, x, y, runOf, population, wasIn, labels } = result;
  const isTop = (row: number): boolean =>
    wasIn ? wasIn[row] !== NOT_EMBEDDED && wasIn[row] !== labels[row] : population[row] !== ALIKE;
  const top = wasIn ? 'changed cluster' : 'unlike reviewed';
  const rows: number[] = [];
  let ordinary = 0;
  for (let row = 0; row < runOf.length; row++) {
    if (runOf[row] === run && !isTop(row)) ordinary++;
  }
  const step = Math.max(1, Math.ceil(ordinary / MOST));
  let seen = 0;
  let onTop = 0;
  for (let row = 0; row < runOf.length; row++) {
    if (runOf[row] !== run || Number.isNaN(x[row])) continue;
    if (isTop(row)) onTop++;
    else if (seen++ % step !== 0) continue;
    rows.push(row);
  }
  const first = backdrop.x.length;
  const places = (back: Float32Array, values: Float32Array): Float32Array => {
    const all = new Float32Array(first + rows.length);
    all.set(back);
    for (let i = 0; i < rows.length; i++) all[first + i] = values[rows[i]];
    return all;
  };
  const column = (name: string, values: Float32Array): Column => ({
    ...{ name, unit: null, role: 'label', type: 'float32', values, missing: null },
  });
  const columns = [column(PLANE_X, places(backdrop.x, x)), column(PLANE_Y, places(backdrop.y, y))];
  const axis = (name: string): PlotSpec['x'] => ({ column: name, scale: 'linear', range: null });
  const model = encodeScatter(
    {
      ...{
        id: 'shared',
        type: 'scatter',
        x: axis(PLANE_X),
        y: axis(PLANE_Y),
        span: 1,
        height: 320,
        title: null,
      },
      color: { by: 'plain', column: null },
    },
    {
      column: (ref) => columns.find(({ name }) => name === ref),
      label: (name) => ({ name, unit: null, isEmbedding: true }),
      rows: first + rows.length,
      selected: null,
      clusterLabels: null,
      theme,
    },
  );
  if (!model.points) return model;
  const palette = paletteOf(theme);
  const tone = new Uint8Array(first + rows.length);
  for (let i = 0; i < rows.length; i++) tone[first + i] = isTop(rows[i]) ? 2 : 1;
  const colors = [palette.context, palette.clusters[0], palette.selected];
  const entry = (name: string, at: number, count: number) => ({
    name,
    color: colors[at],
    label: null,
    count,
  });
  return {
    ...model,
    frame: {
      ...model.frame,
      legend: [
        entry('reviewed', 0, result.reference.events),
        entry(result.runs[run].name, 1, result.runs[run].events),
        entry(top, 2, onTop),
      ],
    },
    points: {
      ...model.points,
      tone,
      tones: colors.map((color, rank) => ({ color: parseColor(color), rank })),
    },
    selects: 'none',
    summary: `The plane of ${result.reference.name} with ${result.runs[run].name} over it; ${onTop} events on top: ${top}.`,
  };
}
