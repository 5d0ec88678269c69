import { useMemo } from 'react';
import { Figure } from '../../plots/Figure.tsx';
import type { PlotInput, PlotSpec } from '../../plots/plot.ts';
import { plotKindOf } from '../../plots/registry.ts';
import type { CellHost } from '../contract.ts';
import { PLANE_X, PLANE_Y, planeColumns } from './columns.ts';

interface PlaneViewProps {
  plane: { x: Float32Array; y: Float32Array };
  host: CellHost;
  /** While it is being laid out: how far. */
  unfinished: string | null;
}

/** The plane by itself, as density: how it forms, before clusters give it colours. */
export function PlaneView({ plane, host, unfinished }: PlaneViewProps) {
  const x = `${host.cell.id}:${PLANE_X}`;
  const y = `${host.cell.id}:${PLANE_Y}`;
  const model = useMemo(() => {
    const spec: PlotSpec = {
      id: 'plane',
      type: 'scatter',
      x: { column: x, scale: 'linear', range: null },
      y: { column: y, scale: 'linear', range: null },
      color: { by: 'density', column: null },
      span: 1,
      height: 300,
      title: null,
    };
    const columns = planeColumns(plane);
    const input: PlotInput = {
      column: (ref) => columns.find((column) => ref.endsWith(`:${column.name}`)),
      label: (ref) => ({ name: ref.slice(ref.indexOf(':') + 1), unit: null, isEmbedding: true }),
      rows: plane.x.length,
      selected: unfinished === null ? host.selected : null,
      clusterLabels: null,
      theme: host.theme,
    };
    return plotKindOf('scatter').encode(spec, input);
  }, [plane, x, y, host.selected, host.theme, unfinished]);
  return (
    <div className="plane-view">
      <Figure
        model={model}
        tool={unfinished === null ? host.tool : 'pan'}
        height={300}
        onSelect={
          unfinished === null
            ? (clause, mode) => host.select({ mode, clause }, `lasso in ${host.cell.title}`)
            : undefined
        }
      />
      {unfinished !== null && <p className="plane-epoch">{unfinished}</p>}
    </div>
  );
}
