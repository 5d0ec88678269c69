import type { KDistanceCurve } from '../../core/cluster/clustering.ts';
import { IDENTITY } from '../axis-model.ts';
import { paletteOf } from '../palette.ts';
import type { AxisModel, FigureModel, Theme } from '../plot.ts';

/** Distances to the k-th neighbour, falling, against the share of events: its knee suggests eps. */
export function encodeKDistance(curve: KDistanceCurve, rows: number, theme: Theme): FigureModel {
  const palette = paletteOf(theme);
  const distances = Array.from(curve.distance);
  const shares = Array.from(curve.share, (share) => share * 100);
  const positive = distances.filter((d) => d > 0);
  const most = positive.length > 0 ? positive[0] : 1;
  const least = positive.length > 0 ? positive[positive.length - 1] : 0.1;
  const log = most / least > 8;
  const place = (d: number): number => (log ? Math.log10(Math.max(d, least)) : d);
  const x: AxisModel = {
    ...IDENTITY,
    ref: null,
    label: 'Share of events [%]',
    name: 'Share of events',
    unit: '%',
    counting: false,
    low: 0,
    high: 100,
    reversed: false,
    ticks: true,
  };
  const y: AxisModel = {
    ...x,
    scale: log ? 'log' : 'linear',
    label: `Distance, k = ${curve.k}`,
    name: 'Distance',
    unit: '',
    low: log ? place(least) - 0.1 : 0,
    high: log ? place(most) + 0.1 : most * 1.05,
  };
  return {
    type: 'k-distance',
    message: positive.length === 0 ? 'All distances are zero: the events lie on one another.' : null,
    frame: {
      x,
      y,
      equalAspect: false,
      series: [
        { name: 'k-distance', mark: 'line', x: shares, y: distances.map(place), color: palette.plain },
        {
          name: 'knee',
          mark: 'line',
          x: [0, 100],
          y: [place(curve.knee), place(curve.knee)],
          color: palette.axis,
        },
      ],
      colorBar: null,
      legend: [],
      legendRef: null,
      title: null,
      theme,
      help: null,
    },
    points: null,
    overlay: [],
    selects: 'none',
    clusterLabels: null,
    counts: { rows, drawable: rows, selected: null, left: [] },
    summary: `Distance of every event to its neighbour ${curve.k}, falling; the knee is at ${curve.knee.toPrecision(3)}.`,
  };
}

/**
 * Tops of the labels at the right end of both lines, in px like the heights of the lines themselves: over the
 * upper line and under the lower one, so that neither label lies on the other line.
 */
export function lineLabels(epsY: number, kneeY: number): { eps: number; knee: number } {
  if (epsY <= kneeY) return { eps: Math.max(epsY - LABEL - 3, -8), knee: kneeY + 3 };
  return { eps: epsY + 3, knee: Math.max(kneeY - LABEL - 3, -8) };
}

/** px from top to bottom of a label. */
const LABEL = 15;

/** Share of events whose k-th neighbour is further than eps: they are no core of a cluster. */
export function shareBeyond(curve: KDistanceCurve, eps: number): number {
  let share = 0;
  for (let i = 0; i < curve.distance.length; i++) {
    if (curve.distance[i] <= eps) break;
    share = curve.share[i];
  }
  return share;
}
