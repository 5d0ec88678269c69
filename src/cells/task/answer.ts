import { FAILURES } from '../../core/judge/judge-answer.ts';
import { z } from '../../notebook/zod.ts';

const count = z.lazy(() => z.int().min(0).max(100_000_000));
const share = z.lazy(() =>
  z.object({ count, of: count }).refine((s) => s.count <= s.of, { message: 'expected count <= of' }),
);

const answer = z.lazy(() =>
  z.object({
    passed: z.boolean(),
    /** The end was asked for before all steps were done. */
    givenUp: z.boolean().optional(),
    /** Wrong answers so far: with each one the hint says more. */
    wrong: z.int().min(0).max(1_000_000),
    /** Of a question: the option that was chosen last. */
    choice: z.int().min(0).max(20).nullable().optional(),
    /** Of events: the last judgement. */
    last: z
      .object({
        failure: z.enum(FAILURES).nullable(),
        /** `unseen`: on a run that the student has not seen; else on the events of the notebook. */
        on: z.enum(['unseen', 'these']),
        /** The flag that was judged, where there are several. */
        flag: z.string().max(200).nullable(),
        efficiency: share,
        purity: share,
        others: share,
      })
      .nullable()
      .optional(),
    /** Of the end: what the run held, and what of it was taken. */
    composition: z
      .array(z.object({ population: z.string().max(100), events: count, taken: count }))
      .max(50)
      .optional(),
  }),
);

/** What a task has been told so far. It stands in the cell's view: saved, and not undone. */
export type Answer = z.infer<typeof answer>;

const NONE: Answer = { passed: false, wrong: 0 };

/** Of a notebook that may be a stranger's: what is no answer counts as none. */
export function answerOf(view: object): Answer {
  const parsed = answer.safeParse('answer' in view ? view.answer : undefined);
  return parsed.success ? parsed.data : NONE;
}
