import { PRESETS } from '../../core/simulate/run.ts';
import { SCENARIOS } from '../../core/simulate/scenario.ts';
import { z } from '../../notebook/zod.ts';
import { describePick, pickSchema } from './pick.ts';

const simulated = z.object({
  type: z.literal('simulate'),
  preset: z.enum(PRESETS),
  events: z.int().min(100).max(2_000_000),
  seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
  /** The same events after the pulse finder was mended. */
  reprocessed: z.boolean().optional(),
  scenario: z.enum(SCENARIOS).optional(),
  /** Without what each event truly is: as real data are. */
  sealed: z.boolean().optional(),
});

const bundled = z.object({ type: z.literal('bundled'), name: z.string().max(200) });

const opened = z.object({
  type: z.literal('file'),
  /** Under which the bytes are kept in this browser: the sha256 of the file. */
  key: z.string().max(200),
  name: z.string().max(500),
  size: z.number().min(0),
  /** Of the bytes that the notebook was made on, hex: other bytes are not taken for them. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'expected 64 hex digits')
    .optional(),
  rows: z.int().min(0).optional(),
  /** What of it is read; absent where all is. */
  pick: pickSchema.optional(),
});

export const dataSource = z.discriminatedUnion('type', [
  z.object({ type: z.literal('none') }),
  bundled,
  simulated,
  opened,
]);

/** Where the rows of a data cell come from. Bytes are never inside a notebook: only their name and hash are. */
export type DataSource = z.infer<typeof dataSource>;

export function describeSource(source: DataSource): string {
  switch (source.type) {
    case 'none':
      return 'no data yet';
    case 'bundled':
      return source.name;
    case 'file': {
      const pick = source.pick ? describePick(source.pick) : '';
      return pick === '' ? source.name : `${source.name}: ${pick}`;
    }
    case 'simulate':
      return `simulated ${source.preset}, ${source.events.toLocaleString('en')} events, seed ${source.seed}${source.reprocessed ? ', reprocessed' : ''}${source.scenario ? `, ${source.scenario}` : ''}`;
  }
}
