import { useMemo } from 'react';
import { type Column, rowCountOf } from '../../core/table/column.ts';
import { Figure } from '../../plots/Figure.tsx';
import type { PlotInput, PlotSpec } from '../../plots/plot.ts';
import { useEncoded } from '../../plots/use-encoded.ts';
import type { CellHost } from '../contract.ts';
import { type EventFigure, isPlaneAxis, PLANE_X, PLANE_Y } from './columns.ts';

interface PlaneViewProps {
  /** The plane, and what it may be painted by. */
  columns: Column[];
  /** null: density. */
  paint: EventFigure | null;
  host: CellHost;
  /** While it is being laid out: how far. */
  unfinished: string | null;
}

/** The plane by itself: how it forms, and how far it can be trusted, before clusters give it colours. */
export function PlaneView({ columns, paint, host, unfinished }: PlaneViewProps) {
  const x = `${host.cell.id}:${PLANE_X}`;
  const y = `${host.cell.id}:${PLANE_Y}`;
  const wanted = useMemo(() => {
    const spec: PlotSpec = {
      id: 'plane',
      type: 'scatter',
      x: { column: x, scale: 'linear', range: null },
      y: { column: y, scale: 'linear', range: null },
      color:
        paint === null
          ? { by: 'density', column: null }
          : { by: 'column', column: `${host.cell.id}:${paint}` },
      span: 1,
      height: 300,
      title: null,
    };
    const input: PlotInput = {
      column: (ref) => columns.find((column) => ref.endsWith(`:${column.name}`)),
      label(ref) {
        const name = ref.slice(ref.indexOf(':') + 1);
        return { name, unit: null, isEmbedding: isPlaneAxis(name) };
      },
      rows: rowCountOf(columns[0]),
      selected: unfinished === null ? host.selected : null,
      clusterLabels: null,
      theme: host.theme,
    };
    return { spec, input };
  }, [columns, paint, host.cell.id, x, y, host.selected, host.theme, unfinished]);
  const drawn = useEncoded(wanted);
  return (
    <div className="plane-view">
      {drawn ? (
        <Figure
          model={drawn.model}
          cloud={drawn.cloud}
          tool={unfinished === null ? host.tool : 'pan'}
          height={300}
          onSelect={
            unfinished === null
              ? (clause, mode) => host.select({ mode, clause }, `lasso in ${host.cell.title}`)
              : undefined
          }
        />
      ) : (
        <div style={{ height: 300 }} />
      )}
      {unfinished !== null && <p className="plane-epoch">{unfinished}</p>}
    </div>
  );
}
