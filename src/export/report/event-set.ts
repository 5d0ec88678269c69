import type { Frame } from '../../cells/contract.ts';
import { plotInput } from '../../cells/plot/plot-input.ts';
import { plotTitle } from '../../cells/plot/plot-title.ts';
import { type Bits, countBits, hasBit } from '../../core/table/bits.ts';
import { resolveSteps } from '../../core/table/resolve.ts';
import { nextTask } from '../../engine/next-task.ts';
import type { CellDocument, NotebookDocument } from '../../notebook/document.ts';
import { toBase64 } from '../../notebook/packed-labels.ts';
import { cloudHere, type Drawn } from '../../plots/cloud.ts';
import { clusterColor, formatColor, paletteOf } from '../../plots/palette.ts';
import type { AxisModel, PlotSpec, SeriesModel } from '../../plots/plot.ts';
import { colorsByCluster } from '../../plots/scatter/encode-color.ts';
import type { DrawPlot } from '../draw-plot.ts';
import type { ReportAxis, ReportData, ReportFigure, ReportSeries, TwoColors } from '../viewer/report-data.ts';
import { packCodes, packColumn } from './pack.ts';
import { pickRows } from './pick-rows.ts';

/** The events of one data cell, and the figures of them. */
export interface SetBuilder {
  /**
   * Draws and packs a plot, a part at a time, so that a page goes on between. Once for each, before its `add`.
   * @param within the rows that are drawn; null for all.
   */
  prepare(cell: CellDocument, plot: PlotSpec, within: Bits | null, draw: DrawPlot): Promise<void>;
  /** Takes a prepared plot; gives its place among the figures, or the sentence that says why there is none. */
  add(
    cell: CellDocument,
    plot: PlotSpec,
  ): { index: number; title: string; summary: string; notes: string[] } | string;
  finish(): ReportData;
}

interface Prepared {
  figure: ReportFigure;
  summary: string;
  notes: string[];
}

export function buildSet(document: NotebookDocument, frame: Frame): SetBuilder {
  const { rows } = frame;
  const clusters = frame.columns.findLast((column) => column.isCluster)?.column;
  const labels = clusters?.type === 'int32' ? (clusters.values as Int32Array) : null;
  const selected =
    document.selection.length === 0
      ? null
      : resolveSteps(document.selection, rows, (ref) => frame.find(ref)?.column).selected;
  const drawn = pickRows(strataOf(rows, labels, selected));
  const figures: ReportFigure[] = [];
  const columns: ReportData['columns'] = [];
  const known = new Map<string, number>();
  const ready = new Map<string, Prepared | string>();

  /** Places that several figures share are kept once: `what` names them. */
  async function keep(what: string, values: Float64Array, inSight: number): Promise<number> {
    const found = known.get(what);
    if (found !== undefined) return found;
    await nextTask();
    columns.push(packColumn(values, inSight));
    known.set(what, columns.length - 1);
    return columns.length - 1;
  }

  async function pointsOf(
    plot: PlotSpec,
    { model, cloud }: Drawn,
    cuts: string | undefined,
  ): Promise<ReportFigure['points']> {
    const picked = await (cloud ?? cloudHere(model))?.pick(drawn);
    if (!picked) return null;
    const { x, y, colorBar } = model.frame;
    const byCluster = labels !== null && colorsByCluster(plot, plotInput(plot, frame, null, 'light'));
    return {
      x: await keep(placesName(x, cuts), picked.x, x.high - x.low),
      y: await keep(placesName(y, cuts), picked.y, y.high - y.low),
      color: colorBar ? colorBar.kind : byCluster ? 'cluster' : 'plain',
      values: picked.values ? await keep(`shades of ${plot.color.column}`, picked.values, 1) : null,
    };
  }

  async function prepared(
    plot: PlotSpec,
    within: Bits | null,
    cuts: string | undefined,
    draw: DrawPlot,
  ): Promise<Prepared | string> {
    await nextTask();
    const drawnLight = await draw(plot, plotInput(plot, frame, selected, 'light', within));
    const light = drawnLight.model;
    if (light.message !== null) return light.message;
    // The worker's cloud answers until the next drawing.
    const points = await pointsOf(plot, drawnLight, cuts);
    await nextTask();
    const { model: dark } = await draw(plot, plotInput(plot, frame, selected, 'dark', within));
    const [ramp, darkRamp] = [light, dark].map(({ frame: { colorBar } }) => colorBar?.ramp.map(formatColor));
    const { x, y, equalAspect } = light.frame;
    return {
      figure: {
        title: plotTitle(plot, frame),
        x: axisOf(x),
        y: axisOf(y),
        equalAspect,
        points,
        ramp: ramp && darkRamp ? [ramp, darkRamp] : null,
        series: [
          ...seriesOf(light.frame.series, dark.frame.series),
          ...seriesOf(light.overlay, dark.overlay),
        ],
      },
      summary: light.summary,
      notes: light.counts.left.map(({ count, reason }) => `${count.toLocaleString('en')} ${reason}`),
    };
  }

  const keyOf = (cell: CellDocument, plot: PlotSpec): string => `${cell.id} ${JSON.stringify(plot)}`;

  return {
    async prepare(cell, plot, within, draw) {
      ready.set(keyOf(cell, plot), await prepared(plot, within, cell.inputs.cuts, draw));
    },
    add(cell, plot) {
      const made = ready.get(keyOf(cell, plot));
      if (made === undefined) throw new RangeError(`plot ${plot.id} was added before it was prepared`);
      if (typeof made === 'string') return made;
      const { figure, summary, notes } = made;
      return { index: figures.push(figure) - 1, title: figure.title, summary, notes };
    },
    finish: () => ({
      rows,
      drawn: drawn.length,
      rowNumbers: drawn.length === rows ? null : packColumn(drawn, 0),
      columns,
      labels: labels && packCodes(Array.from(drawn, (row) => Math.min(labels[row] + 2, 65535))),
      clusters: labels ? clusterEntries(labels) : [],
      selected: selected && toBase64(Uint8Array.from(drawn, (row) => Number(hasBit(selected, row)))),
      plain: twoColors('plain'),
      accent: twoColors('selected'),
      context: twoColors('context'),
      figures,
    }),
  };
}

/** Equal names, equal places. @param cuts the cell whose passing events alone are drawn. */
function placesName({ ref, scale, square, offset, factor }: AxisModel, cuts: string | undefined): string {
  return `places of ${JSON.stringify([ref, scale, square, offset, factor, cuts])}`;
}

/** Clusters, each in two where a part of it is selected. */
function strataOf(rows: number, labels: Int32Array | null, selected: Bits | null): Int32Array {
  const apart = selected !== null && countBits(selected) > 0;
  // A plain loop: of many rows, callbacks would hold the page up.
  const strata = new Int32Array(rows);
  for (let row = 0; row < rows; row++)
    strata[row] = 2 * ((labels ? labels[row] : 0) + 2) + Number(apart && hasBit(selected, row));
  return strata;
}

const MOST_CHIPS = 24;

function clusterEntries(labels: Int32Array): ReportData['clusters'] {
  let highest = -1;
  for (let row = 0; row < labels.length; row++) if (labels[row] > highest) highest = labels[row];
  const sizes = new Uint32Array(highest + 3);
  for (let row = 0; row < labels.length; row++) sizes[labels[row] + 2]++;
  const found = Array.from(sizes, (count, at): [number, number] => [at - 2, count]);
  const clusters = found.filter(([label, count]) => label >= 0 && count > 0).slice(0, MOST_CHIPS);
  const noise = found.filter(([label, count]) => label === -1 && count > 0);
  return [...clusters, ...noise].map(([label, count]) => ({
    label,
    name: label < 0 ? 'noise' : `cluster ${label}`,
    count,
    color: label < 0 ? twoColors('noise') : [clusterColor('light', label), clusterColor('dark', label)],
  }));
}

function twoColors(name: 'plain' | 'selected' | 'context' | 'noise'): TwoColors {
  return [paletteOf('light')[name], paletteOf('dark')[name]];
}

function axisOf(axis: AxisModel): ReportAxis {
  const { label, name, unit, square, offset, factor, low, high, reversed, ticks } = axis;
  return { label, name, unit, log: axis.scale === 'log', square, offset, factor, low, high, reversed, ticks };
}

function seriesOf(light: SeriesModel[], dark: SeriesModel[]): ReportSeries[] {
  return light.map(({ name, mark, x, y, low, high, counts, color }, i) => ({
    ...{ name, mark, x: x.map(rounded), y: y.map(rounded), counts },
    low: low?.map(rounded),
    high: high?.map(rounded),
    color: [color, dark[i]?.color ?? color],
    cluster: /^cluster \d+$/.test(name) ? Number(name.slice(8)) : null,
  }));
}

/** Seven digits: a fifth of the bytes, and no pixel less. */
function rounded(value: number): number {
  return Number(value.toPrecision(7));
}
