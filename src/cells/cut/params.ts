import { MAX_EXPRESSION_LENGTH } from '../../core/expression/limits.ts';
import { stepsSchema } from '../../notebook/selection-schema.ts';
import { z } from '../../notebook/zod.ts';

const expression = z.lazy(() => z.string().max(MAX_EXPRESSION_LENGTH));

/** Events by name, as they were chosen: a later lasso does not change them. */
const population = () => z.object({ name: z.string().max(200), steps: stepsSchema });

const cut = z.lazy(() =>
  z.object({
    id: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
    name: z.string().max(200),
    /** See core/expression/parse.ts. Kept as written, also while it is wrong. */
    expression,
    sense: z.enum(['keep', 'remove']),
    on: z.boolean(),
    tuned: z
      .object({ seed: z.number().min(0).max(Number.MAX_SAFE_INTEGER), target: population(), expression })
      .nullable(),
  }),
);

export const SAMPLE_ROLES = ['signal', 'control', 'background'] as const;

const sample = z.lazy(() => population().extend({ role: z.enum(SAMPLE_ROLES) }));

export const cutParams = z.lazy(() =>
  z.object({ cuts: z.array(cut).max(100), samples: z.array(sample).max(20) }),
);

export type CutParams = z.infer<typeof cutParams>;
export type CutSample = CutParams['samples'][number];

/** An id that no cut of the list has. */
export function freshCutId(cuts: CutParams['cuts']): string {
  const taken = new Set(cuts.map(({ id }) => id));
  for (let number = cuts.length + 1; ; number++) if (!taken.has(`cut-${number}`)) return `cut-${number}`;
}

export function blankCut(cuts: CutParams['cuts']): CutParams['cuts'][number] {
  return { id: freshCutId(cuts), name: '', expression: '', sense: 'remove', on: true, tuned: null };
}
