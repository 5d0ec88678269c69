import { curveAt, type RunningCurve, runningQuantile, runningSpread } from '../derived/running-curve.ts';
import { Problem } from '../problem.ts';
import { type CallNode, type Expression, partsOf } from './expression.ts';
import { RUNNING_FUNCTIONS } from './functions.ts';
import { MAX_RUNNING_FUNCTIONS } from './limits.ts';
import { BLOCK } from './operations.ts';
import type { Program } from './program.ts';

/** What a running function found in the rows; null where too few have values, or they have no spread. */
export interface FittedCurves {
  center: RunningCurve;
  /** Of residuals: their standard deviation along the last argument. */
  spread: RunningCurve | null;
}

export type CurveOf = (node: CallNode) => FittedCurves | null;

/**
 * The curves of all running functions in an expression, the innermost first, since one may be of what another gives.
 * Throws a Problem where there are too many: each goes through all rows.
 */
export function fitCurves(
  expression: Expression,
  rows: number,
  compile: (part: Expression, curveOf: CurveOf) => Program,
): CurveOf {
  const calls = runningCalls(expression);
  if (calls.length > MAX_RUNNING_FUNCTIONS) {
    throw new Problem(
      'bad-parameter',
      `${calls.length} running functions in one expression; expected at most ${MAX_RUNNING_FUNCTIONS}`,
    );
  }
  const fitted = new Map<CallNode, FittedCurves | null>();
  const curveOf: CurveOf = (node) => fitted.get(node) ?? null;
  for (const node of calls) {
    const [y, x, last] = node.arguments.map((part) => valuesOf(compile(part, curveOf), rows));
    if (node.name === 'running_quantile') {
      const center = runningQuantile(y, x, last[0] ?? 0.5);
      fitted.set(node, center && { center, spread: null });
      continue;
    }
    const center = runningQuantile(y, x, 0.5);
    if (center === null) continue;
    const distance = new Float64Array(rows);
    for (let row = 0; row < rows; row++) distance[row] = y[row] - curveAt(center, x[row]);
    const spread = runningSpread(distance, last ?? x);
    fitted.set(node, spread && { center, spread });
  }
  return curveOf;
}

/** Parts before the whole. */
export function runningCalls(node: Expression): CallNode[] {
  const within = partsOf(node).flatMap(runningCalls);
  return node.type === 'call' && RUNNING_FUNCTIONS.has(node.name) ? [...within, node] : within;
}

function valuesOf({ run, result }: Program, rows: number): Float64Array {
  const values = new Float64Array(rows);
  for (let base = 0; base < rows; base += BLOCK) {
    const n = Math.min(BLOCK, rows - base);
    run(base, n);
    values.set(n === BLOCK ? result.block : result.block.subarray(0, n), base);
  }
  return values;
}
