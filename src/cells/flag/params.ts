import { CATEGORIES, type FlagRecord, flagLimits, SEVERITIES } from '../../core/flag/flag-record.ts';
import { stepsSchema } from '../../notebook/selection-schema.ts';
import { z } from '../../notebook/zod.ts';

const text = (most: number) => z.string().max(most);
const recordId = z.lazy(() =>
  z.string().regex(/^f-[0-9a-f]{32}$/, 'expected the id of a record, f- and 32 hex digits'),
);

const rule = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('expression'), text: text(flagLimits.expression) }),
    z.object({ type: z.literal('selection'), steps: stepsSchema }),
  ]),
);

/** One record, whoever wrote it. Whether its id is that of its content, parseLedger looks at. */
export const flagRecordSchema: z.ZodType<FlagRecord> = z.lazy(() =>
  z.object({
    id: recordId,
    order: z.int().min(1).max(flagLimits.order),
    time: z
      .string()
      .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/, 'expected a time as 2026-01-31T04:00:00.000Z'),
    nonce: z.string().regex(/^[A-Za-z0-9]{8,64}$/, 'expected 8 to 64 letters and digits'),
    author: text(flagLimits.author).min(1),
    supersedes: z.array(recordId).max(flagLimits.supersedes),
    withdrawn: z.boolean(),
    name: text(flagLimits.name).min(1),
    category: text(flagLimits.category).min(1),
    severity: z.enum(SEVERITIES),
    note: text(flagLimits.note),
    rule: rule.nullable(),
    events: z
      .string()
      .max(flagLimits.events)
      .regex(/^[A-Za-z0-9_-]*$/, 'expected a packed set of rows'),
    count: z.int().min(0).max(flagLimits.rows),
    seconds: z.number().min(0).nullable(),
    data: z.object({ name: text(500), hash: text(128), rows: z.int().min(0).max(flagLimits.rows) }),
  }),
);

const livetime = z.lazy(() => z.object({ run: text(100).min(1), seconds: z.number().min(0).max(1e12) }));

export const flagParams = z.lazy(() =>
  z.object({
    /** Those made here; see flag-ledger.ts for those that were given away or came from others. */
    records: z.array(flagRecordSchema).max(flagLimits.records),
    categories: z.array(text(flagLimits.category).min(1)).min(1).max(flagLimits.categories),
    /** How long each run took data; [] takes the time that its events span. */
    runs: z.array(livetime).max(10_000),
  }),
);

export type FlagParams = z.infer<typeof flagParams>;
export type RunLivetime = FlagParams['runs'][number];

export const newLedger = (): FlagParams => ({ records: [], categories: [...CATEGORIES], runs: [] });
