import { stepsSchema } from '../../notebook/selection-schema.ts';
import { z } from '../../notebook/zod.ts';

const count = z.lazy(() => z.int().min(0).max(1_000_000));

export const realityParams = z.lazy(() =>
  z.object({
    /** What gets a card; null: the largest clusters, and the noise. */
    of: z
      .union([
        z.object({ type: z.literal('cluster'), label: z.int().min(-1).max(10_000_000) }),
        /** As it was when it was asked about. */
        z.object({ type: z.literal('selection'), name: z.string().max(200), steps: stepsSchema }),
      ])
      .nullable(),
    repetitions: z.int().min(1).max(200),
    share: z.number().min(0.05).max(0.95),
    twins: z.int().min(0).max(10),
    mostRows: z.int().min(100).max(1_000_000_000).nullable(),
    /** Shuffle the twins' columns among the events of each run only. */
    withinRuns: z.boolean(),
    seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
    /** What had been looked at in the notebook when the card was asked for; null where that is not known. */
    looks: z.object({ embeddings: count, clusterings: count, selections: count }).nullable(),
  }),
);

export type RealityCellParams = z.infer<typeof realityParams>;
