import type { View } from '../../plots/axis.ts';
import type { CutPlane } from '../../plots/cut-shape.ts';
import type { AxisModel, FigureModel } from '../../plots/plot.ts';
import type { CellHost, Frame } from '../contract.ts';
import { MovableCut } from './MovableCut.tsx';
import type { CutParams } from './params.ts';

interface CutHandlesProps {
  host: CellHost;
  frame: Frame;
  model: FigureModel;
  view: View;
}

/** The cuts that are about the axes of a plot, drawn over it: each can be moved by mouse and by keys. */
export function CutHandles({ host, frame, model, view }: CutHandlesProps) {
  const { x, y } = model.frame;
  const plane: CutPlane = {
    x: { axis: x, column: quantityOn(x, frame) },
    y: { axis: y, column: quantityOn(y, frame) },
    view,
  };
  if (plane.x.column === null && plane.y.column === null) return null;
  return (
    <>
      {host.cutCells.flatMap((cell) => {
        const params = cell.params as unknown as CutParams;
        return params.cuts.flatMap((cut, index) =>
          cut.on ? (
            <MovableCut
              key={`${cell.id} ${cut.id}`}
              host={host}
              frame={frame}
              plane={plane}
              cell={cell.id}
              params={params}
              index={index}
            />
          ) : (
            []
          ),
        );
      })}
    </>
  );
}

/** The name under which cuts read what is on an axis: measured or derived quantities, no plane and no count. */
function quantityOn({ ref }: AxisModel, frame: Frame): string | null {
  const found = ref === null ? undefined : frame.find(ref);
  if (!found || (found.cell !== frame.dataCell && !found.isDerived)) return null;
  return found.column.role === 'truth' || found.column.type === 'text' ? null : found.column.name;
}
