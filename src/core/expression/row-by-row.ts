import { Problem } from '../problem.ts';
import type { Expression } from './expression.ts';
import { runningCalls } from './fit-curves.ts';

/** Refuses what looks at all rows: a condition must say of each event by itself whether it holds. */
export function expectRowByRow(expression: Expression): void {
  const [call] = runningCalls(expression);
  if (call === undefined) return;
  throw new Problem(
    'bad-parameter',
    `invalid condition: ${call.name} looks at all events at once; make a column by it in a Derive cell, and use that column here`,
  );
}
