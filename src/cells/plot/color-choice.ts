import { isNumeric } from '../../core/table/column.ts';
import type { ColorChoice, PlotSpec } from '../../plots/plot.ts';
import type { Frame, FrameColumn } from '../contract.ts';

/** Read, simulated or derived, and a number: neither an id, nor truth, nor of a plane or clusters. */
export function isMeasured(found: FrameColumn | undefined, frame: Frame): boolean {
  if (!found || !isNumeric(found.column)) return false;
  if (found.cell !== frame.dataCell && !found.isDerived) return false;
  return ['feature', 'position', 'time'].includes(found.column.role);
}

/** The colours of a plot after the user chose what they mean; a column of them that fits is kept. */
export function chooseColor(by: ColorChoice, plot: PlotSpec, frame: Frame): PlotSpec['color'] {
  const { column } = plot.color;
  const found = column === null ? undefined : frame.find(column);
  if (by === 'cluster') {
    const clusters = found?.isCluster ? found : frame.columns.find(({ isCluster }) => isCluster);
    return { by, column: clusters?.ref ?? null };
  }
  if (by !== 'column') return { by, column: null };
  if (found && !found.isCluster) return { by, column };
  const own = [plot.y.column, plot.x.column].find(
    (ref) => ref !== null && isMeasured(frame.find(ref), frame),
  );
  const feature = frame.columns.find((other) => isMeasured(other, frame) && other.column.role === 'feature');
  return { by, column: own ?? feature?.ref ?? frame.columns[0]?.ref ?? null };
}
