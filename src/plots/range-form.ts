import type { BoxClause, RangeClause } from '../core/table/clause.ts';
import { toValue } from './axis.ts';
import type { AxisModel, FigureModel } from './plot.ts';

/** The fields of a selection by numbers, as typed: the numbers that the axis shows. Empty leaves a side open. */
export interface RangeFields {
  xFrom: string;
  xTo: string;
  yFrom: string;
  yTo: string;
}

/** The clause of the fields, or the sentence that says what is wrong with them. */
export function clauseOfFields(
  fields: RangeFields,
  model: Pick<FigureModel, 'frame' | 'selects'>,
): BoxClause | RangeClause | string {
  const { x, y } = model.frame;
  const xRange = rangeOf(x, fields.xFrom, fields.xTo);
  if (typeof xRange === 'string') return xRange;
  if (model.selects === 'x' || y.ref === null) {
    return xRange.low === null && xRange.high === null ? 'Give at least one number.' : xRange;
  }
  const yRange = rangeOf(y, fields.yFrom, fields.yTo);
  if (typeof yRange === 'string') return yRange;
  const open = [xRange.low, xRange.high, yRange.low, yRange.high].every((end) => end === null);
  return open ? 'Give at least one number.' : { type: 'box', x: xRange, y: yRange };
}

function rangeOf(axis: AxisModel, from: string, to: string): RangeClause | string {
  if (axis.ref === null) return `${axis.label} has no column to select on.`;
  const ends: (number | null)[] = [];
  for (const text of [from, to]) {
    if (text.trim() === '') {
      ends.push(null);
      continue;
    }
    const shown = Number(text);
    if (!Number.isFinite(shown)) return `${axis.label}: ${text.trim()} is not a number.`;
    ends.push(axis.scale === 'log' ? shown : toValue(axis, shown));
  }
  const [low, high] = ends;
  if (low !== null && high !== null && low > high) {
    return `${axis.label}: from ${from.trim()} to ${to.trim()} holds nothing; the first must be the smaller.`;
  }
  return { type: 'range', column: axis.ref, low, high };
}
