import { MAX_EXPRESSION_LENGTH } from '../../core/expression/limits.ts';
import { z } from '../../notebook/zod.ts';

const column = z.lazy(() =>
  z.object({
    name: z.string().max(500),
    /** See core/expression/parse.ts. Kept as written, also while it is wrong. */
    expression: z.string().max(MAX_EXPRESSION_LENGTH),
    /** null takes that of the columns it is made of, where it is certain. */
    unit: z.string().max(40).nullable(),
    /** How it enters an embedding that reads this cell; null keeps it out. */
    feature: z.enum(['linear', 'log10']).nullable(),
  }),
);

export const deriveParams = z.lazy(() =>
  z.object({
    columns: z.array(column).max(100),
    /** True where what reads this cell embeds the features above alone, without those of the data. */
    alone: z.boolean().optional(),
  }),
);

export type DeriveParams = z.infer<typeof deriveParams>;
export type ColumnDefinition = DeriveParams['columns'][number];

export const blankColumn: ColumnDefinition = { name: '', expression: '', unit: null, feature: null };
