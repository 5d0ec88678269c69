import { checkExpression } from '../../core/expression/check.ts';
import { evaluateExpression } from '../../core/expression/evaluate.ts';
import { parseExpression } from '../../core/expression/parse.ts';
import { expectRowByRow } from '../../core/expression/row-by-row.ts';
import type { FlaggedData, FlagRecord } from '../../core/flag/flag-record.ts';
import { toProblemData } from '../../core/problem.ts';
import type { Bits } from '../../core/table/bits.ts';
import { unpackRows } from '../../core/table/packed-rows.ts';
import { resolveSteps } from '../../core/table/resolve.ts';
import type { Frame } from '../contract.ts';

export type FlaggedRows =
  /** `other` says that the flag was made on other data, and its rule found these here. */
  { rows: Bits; other: boolean; reason: null } | { rows: null; other: boolean; reason: string };

const found = new WeakMap<FlagRecord, { frame: Frame; data: FlaggedData; rows: FlaggedRows }>();

/** The events of a record among those of a frame: the rows themselves on the same data, what its rule finds on other data. */
export function flaggedRows(record: FlagRecord, frame: Frame, data: FlaggedData): FlaggedRows {
  const known = found.get(record);
  if (known?.frame === frame && known.data.hash === data.hash) return known.rows;
  const rows = findRows(record, frame, data);
  found.set(record, { frame, data, rows });
  return rows;
}

function findRows(record: FlagRecord, frame: Frame, data: FlaggedData): FlaggedRows {
  const other = record.data.hash !== data.hash || record.data.rows !== data.rows;
  try {
    if (!other) return { rows: unpackRows(record.events, data.rows, record.count), other, reason: null };
    if (record.rule === null) {
      return {
        rows: null,
        other,
        reason: 'flagged rows of other data, without a rule to find their like here',
      };
    }
    return { rows: byRule(record.rule, frame), other, reason: null };
  } catch (error) {
    return { rows: null, other, reason: toProblemData(error).message };
  }
}

function byRule(rule: NonNullable<FlagRecord['rule']>, frame: Frame): Bits {
  if (rule.type === 'selection') {
    const named = (ref: string): string => ref.slice(ref.indexOf(':') + 1);
    const { selected, skipped } = resolveSteps(
      rule.steps,
      frame.rows,
      (ref) => frame.find(ref)?.column ?? measured(frame).find(({ name }) => name === named(ref)),
    );
    if (skipped.length > 0) throw new Error(`its rule needs ${skipped.map(named).join(', ')}`);
    return selected;
  }
  const table = { rows: frame.rows, columns: measured(frame) };
  const expression = parseExpression(rule.text);
  expectRowByRow(expression);
  checkExpression(expression, new Map(table.columns.map((column) => [column.name, column])));
  const result = evaluateExpression(expression, table);
  if (result.type === 'number') throw new Error('its rule is a number; expected one that holds or does not');
  return result.holds;
}

/** Columns of the data and those derived from them: what a rule may look at. */
function measured(frame: Frame) {
  return frame.columns
    .filter(({ cell, isDerived }) => cell === frame.dataCell || isDerived)
    .map(({ column }) => column);
}
