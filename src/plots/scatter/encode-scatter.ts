import { type Bits, countBits, hasBit } from '../../core/table/bits.ts';
import { type Encoded, encodeAxis } from '../axis-model.ts';
import { emptyFigure } from '../empty-figure.ts';
import { makeKeep } from '../keep.ts';
import { events } from '../notes.ts';
import { tonesOf } from '../palette.ts';
import { leftRows, REMOVED_BY_CUTS, reasonWithout } from '../places-left.ts';
import type { FigureModel, PlotInput, PlotSpec, PointsLayer } from '../plot.ts';
import { encodeColor } from './encode-color.ts';

export const PLANE_HELP = 'No scale: distances, sizes and gaps in a UMAP plane have no meaning.';

const keepPairs = makeKeep<WeakMap<Places, ReturnType<typeof countDrawable>>>();

/** Every event a point: the measured quantities, or the plane. Selected events lie on top. */
export function encodeScatter(spec: PlotSpec, input: PlotInput): FigureModel {
  const x = encodeAxis('x', spec.x, input);
  if (typeof x === 'string') return emptyFigure(spec, input, x);
  const y = encodeAxis('y', spec.y, input);
  if (typeof y === 'string') return emptyFigure(spec, input, y);
  const pairs = keepPairs(x.places, JSON.stringify([x.axis.name, y.axis.name]), () => new WeakMap());
  if (!pairs.has(y.places)) pairs.set(y.places, countDrawable(x, y, input.within ?? null));
  const { drawable, left } = pairs.get(y.places)!;
  const selectedCount = input.selected ? countBits(input.selected) : 0;
  const color = encodeColor(spec, input);
  const plane = !x.axis.ticks && !y.axis.ticks;
  const points: PointsLayer = {
    x: x.places,
    y: y.places,
    tones: tonesOf(input.theme),
    ...color.layer,
    selected: input.selected,
    selectedCount,
  };
  const what = plane ? 'of the UMAP plane' : `of ${y.axis.label} against ${x.axis.label}`;
  const chosen = input.selected ? `, ${events(selectedCount)} selected` : '';
  return {
    type: 'scatter',
    message: drawable === 0 ? `No event has both ${x.axis.name} and ${y.axis.name}.` : null,
    frame: {
      x: x.axis,
      y: y.axis,
      equalAspect: spec.equalAspect === true || plane,
      series: [],
      colorBar: color.bar,
      legend: color.legend,
      legendRef: color.legend.length > 0 ? spec.color.column : null,
      title: spec.title,
      theme: input.theme,
      help: plane ? PLANE_HELP : null,
    },
    points,
    overlay: [],
    selects: 'xy',
    clusterLabels: input.clusterLabels,
    counts: {
      rows: input.rows,
      drawable,
      selected: input.selected ? selectedCount : null,
      left: [...left, ...color.left],
    },
    summary: `Scatter ${what}, ${events(drawable)}${chosen}.`,
  };
}

type Places = Float64Array | Float32Array;

function countDrawable(
  { places: x, axis: xAxis }: Encoded,
  { places: y, axis: yAxis }: Encoded,
  within: Bits | null,
) {
  let drawable = 0;
  const reasons = new Map<string, number>();
  for (let row = 0; row < x.length; row++) {
    const fitsX = x[row] - x[row] === 0;
    if (fitsX && y[row] - y[row] === 0) {
      drawable++;
    } else {
      const removed = within !== null && !hasBit(within, row);
      const reason = removed
        ? REMOVED_BY_CUTS
        : fitsX
          ? reasonWithout(y[row], yAxis)
          : reasonWithout(x[row], xAxis);
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
  }
  return {
    drawable,
    left: leftRows(reasons),
  };
}
