import type { ColumnOverride } from '../../core/rq/decide.ts';
import { boundedRecord } from '../../notebook/bounded-record.ts';
import { z } from '../../notebook/zod.ts';
import { dataSource } from './source.ts';

const override: z.ZodType<ColumnOverride> = z.lazy(() =>
  z.object({
    role: z.enum(['feature', 'position', 'time', 'id', 'truth', 'label']).optional(),
    unit: z.string().max(40).nullable().optional(),
    transform: z.enum(['linear', 'log10']).optional(),
    feature: z.boolean().optional(),
    sentinels: z.array(z.number()).max(20).optional(),
  }),
);

/** As many columns as may be picked of a table. */
const MOST_OVERRIDES = 20_000;

export const dataParams = z.lazy(() =>
  z.object({
    source: dataSource,
    delimiter: z.enum([',', ';', '\t', '|']).nullable(),
    header: z.boolean().nullable(),
    overrides: boundedRecord(z.string().max(500), override, MOST_OVERRIDES),
  }),
);

export type DataParams = z.infer<typeof dataParams>;

export const noOverrides: DataParams = {
  source: { type: 'none' },
  delimiter: null,
  header: null,
  overrides: {},
};
