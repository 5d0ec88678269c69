import { MAX_EXPRESSION_LENGTH } from '../core/expression/limits.ts';
import { Problem } from '../core/problem.ts';
import type { SelectionStep } from '../core/table/clause.ts';
import { issueText } from './issue-text.ts';
import { limits } from './limits.ts';
import { z } from './zod.ts';

const columnRef = z.lazy(() =>
  z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}:.{1,200}$/s, 'expected a column as cell:column'),
);
const scale = z.lazy(() => z.enum(['linear', 'log']));

const range = z.lazy(() =>
  z.object({
    type: z.literal('range'),
    column: columnRef,
    low: z.number().nullable(),
    high: z.number().nullable(),
  }),
);

// Plain loops for what may be long: a schema per vertex costs tens of milliseconds at the end of a lasso.
const points = z.lazy(() =>
  list<[number, number]>(3, limits.polygonPoints, (point, complain) => {
    if (!Array.isArray(point) || point.length !== 2) return complain([], 'expected a point [x, y]');
    for (const axis of [0, 1])
      if (!Number.isFinite(point[axis])) complain([axis], 'expected a finite number');
  }),
);

function integers(least: number, what: string): z.ZodType<number[]> {
  return list<number>(0, limits.pickedRows, (value, complain) => {
    if (!Number.isSafeInteger(value) || (value as number) < least) complain([], `expected ${what}`);
  });
}

/** A list whose items `check` looks at; the first complaint ends it. Copied two levels deep. */
function list<T>(
  least: number,
  most: number,
  check: (item: unknown, complain: (path: number[], message: string) => void) => void,
): z.ZodType<T[]> {
  return z
    .custom<T[]>((value) => Array.isArray(value), 'expected a list')
    .superRefine((items, context) => {
      if (items.length < least || items.length > most) {
        context.addIssue({ code: 'custom', message: `expected a list of length ${least} to ${most}` });
        return;
      }
      let complained = false;
      for (let i = 0; i < items.length && !complained; i++) {
        check(items[i], (path, message) => {
          complained = true;
          context.addIssue({ code: 'custom', path: [i, ...path], message });
        });
      }
    })
    .transform((items) => items.map((item) => (Array.isArray(item) ? (item.slice() as T) : item)));
}

const labels = z.lazy(() =>
  z.object({
    type: z.literal('labels'),
    column: columnRef,
    labels: integers(Number.MIN_SAFE_INTEGER, 'a whole number'),
  }),
);

const clause = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.object({
      type: z.literal('polygon'),
      x: columnRef,
      y: columnRef,
      xScale: scale,
      yScale: scale,
      points,
    }),
    range,
    z.object({ type: z.literal('box'), x: range, y: range }),
    labels,
    z.object({
      type: z.literal('expression'),
      expression: z.string().max(MAX_EXPRESSION_LENGTH),
      cells: z.array(z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, 'expected the id of a cell')).max(20),
    }),
    z.object({
      type: z.literal('events'),
      events: z.string().max(limits.packedEvents),
      count: z.int().min(0),
      rows: z.int().min(0),
      from: z.string().max(limits.titleLength),
    }),
    z.object({ type: z.literal('rows'), rows: integers(0, 'a whole number >= 0') }),
  ]),
);

const step = z.lazy(() =>
  z.discriminatedUnion('mode', [
    z.object({
      mode: z.enum(['replace', 'add', 'subtract', 'intersect']),
      clause,
      among: labels.optional(),
    }),
    z.object({ mode: z.literal('invert') }),
  ]),
);

export const stepsSchema: z.ZodType<SelectionStep[]> = z.lazy(() => z.array(step).max(limits.currentSteps));

/** A checked copy of one selection's steps; throws a Problem that names the place within `place`. */
export function parseSteps(steps: unknown, place: string): SelectionStep[] {
  const parsed = stepsSchema.safeParse(steps);
  if (!parsed.success) throw new Problem('bad-parameter', issueText(parsed.error.issues[0], steps, place));
  return parsed.data;
}
