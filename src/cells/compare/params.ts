import { z } from '../../notebook/zod.ts';

const name = z.lazy(() => z.string().max(500));

/** More runs than this are not compared, see core/compare/samples.ts; each may have a livetime. */
const MOST_LIVETIMES = 100;

export const compareParams = z.lazy(() =>
  z.object({
    /** Column whose values are the runs; null: the proposed one within one table, else the other table is one run. */
    runColumn: name.nullable(),
    /** Within one table: the runs that were reviewed; none: the first. */
    reviewed: z.array(z.string().max(200)).max(32),
    /** s by name of the run. */
    livetimes: z
      .record(name, z.number().positive().max(1e12))
      .refine((given) => Object.keys(given).length <= MOST_LIVETIMES, {
        message: `expected at most ${MOST_LIVETIMES} livetimes`,
      }),
    /** Columns that tell events apart; null: those proposed; none: events are not matched. */
    ids: z.array(name).max(6).nullable(),
    /** Share of ordinary events that is called unlike the reviewed ones by chance. */
    falseShare: z.number().min(1e-5).max(0.05),
  }),
);

export type CompareParams = z.infer<typeof compareParams>;
