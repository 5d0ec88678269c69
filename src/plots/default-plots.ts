import type { Quantity } from '../core/rq/quantity.ts';
import type { Scale } from '../core/table/clause.ts';
import type { AxisSpec, PlotSpec } from './plot.ts';

/** Columns that the cells of an embedding and of a clustering add. */
const PLANE = ['UMAP 1', 'UMAP 2'] as const;
const CLUSTER = 'cluster';

/** Cells whose columns the plots show; null where there is none yet. */
export interface PlotRefs {
  data: string;
  embed: string | null;
  cluster: string | null;
}

/**
 * The plots that a commissioner opens first; `quantities` names the columns that hold them. Plots whose
 * columns are not there are left out.
 */
export function defaultPlots(quantities: Partial<Record<Quantity, string>>, refs: PlotRefs): PlotSpec[] {
  const plots: PlotSpec[] = [];
  const named = (...choices: Quantity[]): string | null => {
    for (const choice of choices) {
      const column = quantities[choice];
      if (column !== undefined) return `${refs.data}:${column}`;
    }
    return null;
  };
  const axis = (column: string | null, scale: Scale, more: Partial<AxisSpec> = {}): AxisSpec => ({
    column,
    scale,
    range: null,
    ...more,
  });
  const color: PlotSpec['color'] =
    refs.cluster === null
      ? { by: 'density', column: null }
      : { by: 'cluster', column: `${refs.cluster}:${CLUSTER}` };
  const add = (id: string, x: AxisSpec, y: AxisSpec, more: Partial<PlotSpec> = {}): void => {
    if (x.column === null || (y.column === null && more.type === undefined)) return;
    plots.push({ id, type: 'scatter', x, y, color, span: 1, height: 320, title: null, ...more });
  };

  const s1 = named('s1_area_corrected', 's1_area');
  const s2 = named('s2_area_corrected', 's2_area');
  const drift = axis(named('drift_time'), 'linear', { reversed: true });
  if (refs.embed !== null) {
    add('plane', axis(`${refs.embed}:${PLANE[0]}`, 'linear'), axis(`${refs.embed}:${PLANE[1]}`, 'linear'));
  }
  add('s2-s1', axis(s1, 'log'), axis(s2, 'log'));
  add('tba', axis(named('s1_tba'), 'linear'), axis(named('s2_tba'), 'linear'));
  if (named('r2')) add('drift-r2', axis(named('r2'), 'linear'), drift);
  else add('drift-r2', axis(named('r'), 'linear', { square: true }), drift);
  add('x-y', axis(named('x'), 'linear'), axis(named('y'), 'linear'), { equalAspect: true });
  add('width-drift', axis(named('drift_time'), 'linear'), axis(named('s2_width'), 'log'));
  const counts = axis(null, 'linear');
  const plain: PlotSpec['color'] = { by: 'plain', column: null };
  add('rate', axis(named('event_time'), 'linear'), counts, { type: 'rate', color: plain });
  add('s2-histogram', axis(s2, 'log'), counts, { type: 'histogram', color: plain });
  return plots;
}
