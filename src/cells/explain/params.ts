import { stepsSchema } from '../../notebook/selection-schema.ts';
import { z } from '../../notebook/zod.ts';

/** A population as it was when it was asked about: a later lasso does not change an explanation. */
export const population = z.lazy(() =>
  z.object({
    /** As shown, such as `cluster 3` or `odd small S2s`. */
    name: z.string().max(200),
    steps: stepsSchema,
  }),
);

export const explainParams = z.lazy(() =>
  z.object({
    of: population.nullable(),
    /** null: all other events. */
    against: population.nullable(),
  }),
);

export type ExplainParams = z.infer<typeof explainParams>;
