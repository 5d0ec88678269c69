import { z } from '../../notebook/zod.ts';
import { COLOR_CHOICES, PLOT_TYPES } from '../../plots/plot.ts';

const axis = z.lazy(() =>
  z.object({
    column: z.string().max(600).nullable(),
    scale: z.enum(['linear', 'log']),
    range: z.tuple([z.number(), z.number()]).nullable(),
    reversed: z.boolean().optional(),
    square: z.boolean().optional(),
  }),
);

const plot = z.lazy(() =>
  z.object({
    id: z.string().min(1).max(64),
    type: z.enum(PLOT_TYPES),
    x: axis,
    y: axis,
    color: z.object({ by: z.enum(COLOR_CHOICES), column: z.string().max(600).nullable() }),
    span: z.int().min(1).max(3),
    height: z.number().min(120).max(2000),
    title: z.string().max(300).nullable(),
    equalAspect: z.boolean().optional(),
    bins: z.number().positive().max(1e9).nullable().optional(),
  }),
);

/** null: the plots that suit the columns at hand, until the user changes the first of them. */
export const plotParams = z.lazy(() => z.object({ plots: z.array(plot).max(60).nullable() }));

export type PlotParams = z.infer<typeof plotParams>;
