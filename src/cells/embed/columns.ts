import type { EmbeddingResult } from '../../core/embed/embedding.ts';
import { type Bits, bitsNone, hasBit, setBit } from '../../core/table/bits.ts';
import type { Column } from '../../core/table/column.ts';

export const PLANE_X = 'UMAP 1';
export const PLANE_Y = 'UMAP 2';
/** 1 for rows that were fitted, 0 for those placed among them; where a sample was fitted. */
export const FITTED = 'fitted';

/** Columns that say how an event stands in the plane or among its like; to paint, to rank and to cut with. */
export const EVENT_FIGURES = [
  'trustworthiness',
  'continuity',
  'neighbor preservation',
  'LOF',
  'k-distance',
] as const;
export type EventFigure = (typeof EVENT_FIGURES)[number];

export function isEventFigure(name: unknown): name is EventFigure {
  return EVENT_FIGURES.some((figure) => figure === name);
}

export function isPlaneAxis(column: string): boolean {
  return column === PLANE_X || column === PLANE_Y;
}

export function figureValues({ quality, outliers }: EmbeddingResult, figure: EventFigure): Float32Array {
  switch (figure) {
    case 'trustworthiness':
    case 'continuity':
      return quality[figure].perEvent;
    case 'neighbor preservation':
      return quality.preservation.perEvent;
    case 'LOF':
      return outliers.lof;
    case 'k-distance':
      return outliers.kDistance;
  }
}

/** The plane as columns; rows that were left out are missing. */
export function planeColumns({ x, y }: Pick<EmbeddingResult, 'x' | 'y'>): Column[] {
  const missing = leftOut(x);
  return [made(PLANE_X, null, x, missing), made(PLANE_Y, null, y, missing)];
}

/**
 * The plane and the figures of its events. All are labels, never features: they follow from the measured
 * quantities, so none of them can explain a population.
 */
export function embedColumns(result: EmbeddingResult): Column[] {
  const missing = leftOut(result.x);
  const columns = [
    ...planeColumns(result),
    ...EVENT_FIGURES.map((figure) => {
      const values = figureValues(result, figure);
      return made(figure, '', values, result.fitted ? leftOut(values) : missing);
    }),
  ];
  const { fitted, used } = result;
  if (fitted) {
    const flags = new Float32Array(fitted.length);
    for (let row = 0; row < flags.length; row++)
      flags[row] = hasBit(used, row) ? Number(hasBit(fitted, row)) : Number.NaN;
    columns.push(made(FITTED, '', flags, missing));
  }
  return columns;
}

function leftOut(x: Float32Array): Bits | null {
  // Plain loops: of a million rows, callbacks would hold the page up for a tenth of a second.
  let row = 0;
  while (row < x.length && !Number.isNaN(x[row])) row++;
  if (row === x.length) return null;
  const missing = bitsNone(x.length);
  for (; row < x.length; row++) if (Number.isNaN(x[row])) setBit(missing, row);
  return missing;
}

function made(name: string, unit: string | null, values: Float32Array, missing: Bits | null): Column {
  return { name, unit, role: 'label', type: 'float32', values, missing };
}
