import type { View } from './axis.ts';
import { CloudPainter, type Picture } from './cloud-painter.ts';
import { type PickedPoints, pickPoints } from './picked-points.ts';
import type { FigureModel } from './plot.ts';

/** The cloud of a figure, wherever its rows are. Lengths are in px of the page. */
export type Cloud = CloudHere | DistantCloud;

interface CloudRows {
  /** Where a row lies on the axes; NaN where it has no place. */
  placeOf(row: number): readonly [number, number];
}

/** On this thread: it answers at once. */
export interface CloudHere extends CloudRows {
  distant: false;
  paint(view: View, ratio: number): Picture;
  /** For a file, at any ratio; what the screen shows is kept. */
  paintApart(view: View, ratio: number): Picture;
  /** The row nearest to a point of the plot area within `reach`; null where there is none. */
  nearest(view: View, ratio: number, px: number, py: number, reach: number): number | null;
  /** Where these rows lie, and their shades. */
  pick(rows: Int32Array): PickedPoints;
}

/** In a worker. null also says that a newer drawing of the same figure has taken its place. */
export interface DistantCloud extends CloudRows {
  distant: true;
  paint(view: View, ratio: number): Promise<Picture | null>;
  paintApart(view: View, ratio: number): Promise<Picture | null>;
  nearest(view: View, ratio: number, px: number, py: number, reach: number): Promise<number | null>;
  pick(rows: Int32Array): Promise<PickedPoints | null>;
}

/** What a figure shows, and its cloud where its rows are not in the model. */
export interface Drawn {
  model: FigureModel;
  cloud: DistantCloud | null;
}

/** The cloud of a model that holds its rows; the painter may be that of the model before. */
export function cloudHere(model: FigureModel, painter: CloudPainter = new CloudPainter()): CloudHere | null {
  const { points } = model;
  if (!points) return null;
  painter.show({ points, drawable: model.counts.drawable, theme: model.frame.theme });
  return {
    distant: false,
    paint: (view, ratio) => painter.paint(view, ratio),
    paintApart: (view, ratio) => painter.paintApart(view, ratio),
    nearest: (view, ratio, px, py, reach) => painter.nearest(view, ratio, px, py, reach),
    pick: (rows) => pickPoints(points, rows),
    placeOf: (row) => [points.x[row], points.y[row]],
  };
}
