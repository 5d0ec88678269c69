import { Problem } from '../../core/problem.ts';
import type { Bits } from '../../core/table/bits.ts';
import type { ColumnRef } from '../../core/table/clause.ts';
import type { Column } from '../../core/table/column.ts';
import type { View } from '../../plots/axis.ts';
import { CloudPainter, type Picture } from '../../plots/cloud-painter.ts';
import { type PickedPoints, pickPoints } from '../../plots/picked-points.ts';
import type { ColumnLabel, FigureModel, PlotInput, PlotSpec, PointsLayer, Theme } from '../../plots/plot.ts';
import { plotKindOf } from '../../plots/registry.ts';

/** A PlotInput as it crosses to a worker: its columns by the keys under which they are kept there. */
export interface SentInput {
  /** Without a key: this data has no such column. */
  columns: { ref: ColumnRef; key: string | null; label: ColumnLabel }[];
  /** Key of the column of cluster labels. */
  clusterLabels: string | null;
  rows: number;
  selected: Bits | null;
  within: Bits | null;
  theme: Theme;
}

/** Where a cloud is looked at, and at how many device pixels a px of the page. */
export interface Look {
  view: View;
  ratio: number;
}

interface Encoded {
  model: FigureModel;
  picture: Picture | null;
}

/** Encodes and draws plots over columns that it keeps. */
export interface PlotsApi {
  /** Keeps a column until it is dropped. */
  keepColumn(key: string, column: Column): Promise<void>;
  dropColumns(keys: string[]): Promise<void>;
  /**
   * Encodes a figure and keeps its cloud under an edition, that of before being gone; the model comes without rows.
   * With a look comes the picture of it: after a selection it is that of before.
   */
  encode(
    figure: string,
    edition: number,
    spec: PlotSpec,
    input: SentInput,
    look: Look | null,
  ): Promise<Encoded>;
  /** The cloud of a figure; null where that edition is gone. `apart` leaves what is known of the screen alone. */
  paint(figure: string, edition: number, view: View, ratio: number, apart: boolean): Promise<Picture | null>;
  /** The row nearest to a point; null where that edition is gone or no row is within reach. */
  nearest(
    figure: string,
    edition: number,
    view: View,
    ratio: number,
    point: { px: number; py: number; reach: number },
  ): Promise<number | null>;
  /** Some rows of the cloud of a figure; null where that edition is gone. */
  pick(figure: string, edition: number, rows: Int32Array): Promise<PickedPoints | null>;
  close(figure: string): Promise<void>;
}

export function createPlots(): PlotsApi {
  const columns = new Map<string, Column>();
  const figures = new Map<
    string,
    { edition: number; painter: CloudPainter; points: PointsLayer | null; within: Bits | null }
  >();

  const columnOf = (key: string): Column => {
    const column = columns.get(key);
    if (!column) throw new Problem('internal', `no column is kept under ${key}; send it first`);
    return column;
  };
  /** A cloud that is still the latest of its figure. */
  const cloudOf = (figure: string, edition: number) => {
    const { edition: latest, painter, points } = figures.get(figure) ?? {};
    return painter && points && latest === edition ? { painter, points } : null;
  };

  return {
    async keepColumn(key, column) {
      columns.set(key, column);
    },

    async dropColumns(keys) {
      for (const key of keys) columns.delete(key);
    },

    async encode(figure, edition, spec, input, look) {
      const kept = figures.get(figure);
      // The same rows as before come as another copy: what is known of them stays known.
      const within = kept && sameRows(kept.within, input.within) ? kept.within : input.within;
      const model = plotKindOf(spec.type).encode(spec, inputFrom({ ...input, within }, columnOf));
      const painter = kept?.painter ?? new CloudPainter();
      figures.set(figure, { edition, painter, points: model.points, within });
      const { points, counts, frame } = model;
      if (points) painter.show({ points, drawable: counts.drawable, theme: frame.theme });
      const picture = points && look && !model.message ? painter.paint(look.view, look.ratio) : null;
      return { model: { ...model, points: null, clusterLabels: null }, picture };
    },

    async paint(figure, edition, view, ratio, apart) {
      const painter = cloudOf(figure, edition)?.painter;
      if (!painter) return null;
      return apart ? painter.paintApart(view, ratio) : painter.paint(view, ratio);
    },

    async nearest(figure, edition, view, ratio, { px, py, reach }) {
      return cloudOf(figure, edition)?.painter.nearest(view, ratio, px, py, reach) ?? null;
    },

    async pick(figure, edition, rows) {
      const points = cloudOf(figure, edition)?.points;
      return points ? pickPoints(points, rows) : null;
    },

    async close(figure) {
      figures.delete(figure);
    },
  };
}

function sameRows(a: Bits | null, b: Bits | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.words.every((word, i) => word === b.words[i]);
}

function inputFrom(input: SentInput, columnOf: (key: string) => Column): PlotInput {
  const sent = new Map(input.columns.map((column) => [column.ref, column]));
  const labels = input.clusterLabels === null ? null : columnOf(input.clusterLabels);
  return {
    column(ref) {
      const key = sent.get(ref)?.key ?? null;
      return key === null ? undefined : columnOf(key);
    },
    label(ref) {
      const found = sent.get(ref);
      return found?.label ?? { name: ref.slice(ref.indexOf(':') + 1), unit: null, isEmbedding: false };
    },
    rows: input.rows,
    selected: input.selected,
    within: input.within,
    clusterLabels: labels?.type === 'int32' ? (labels.values as Int32Array) : null,
    theme: input.theme,
  };
}
