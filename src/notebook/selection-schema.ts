import { Problem } from '../core/problem.ts';
import type { SelectionStep } from '../core/table/clause.ts';
import { issueText } from './issue-text.ts';
import { limits } from './limits.ts';
import { z } from './zod.ts';

const columnRef = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}:.{1,200}$/s, 'expected a column as cell:column');
const scale = z.enum(['linear', 'log']);

const range = z.object({
  type: z.literal('range'),
  column: columnRef,
  low: z.number().nullable(),
  high: z.number().nullable(),
});

const clause = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('polygon'),
    x: columnRef,
    y: columnRef,
    xScale: scale,
    yScale: scale,
    points: z
      .array(z.tuple([z.number(), z.number()]))
      .min(3)
      .max(limits.polygonPoints),
  }),
  range,
  z.object({ type: z.literal('box'), x: range, y: range }),
  z.object({ type: z.literal('labels'), column: columnRef, labels: z.array(z.int()).max(limits.pickedRows) }),
  z.object({ type: z.literal('rows'), rows: z.array(z.int().nonnegative()).max(limits.pickedRows) }),
]);

const step = z.discriminatedUnion('mode', [
  z.object({ mode: z.enum(['replace', 'add', 'subtract', 'intersect']), clause }),
  z.object({ mode: z.literal('invert') }),
]);

export const stepsSchema: z.ZodType<SelectionStep[]> = z.array(step);

/** A checked copy of one selection's steps; throws a Problem that names the place within `place`. */
export function parseSteps(steps: unknown, place: string): SelectionStep[] {
  const parsed = stepsSchema.safeParse(steps);
  if (!parsed.success) throw new Problem('bad-parameter', issueText(parsed.error.issues[0], steps, place));
  if (parsed.data.length > limits.currentSteps) {
    throw new Problem(
      'bad-parameter',
      `invalid ${place}: ${parsed.data.length} steps; expected at most ${limits.currentSteps}`,
    );
  }
  return parsed.data;
}
