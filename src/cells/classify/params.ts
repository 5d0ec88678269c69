import { SEPARATION_DEFAULTS, type SeparationParams } from '../../core/classify/separation.ts';
import { z } from '../../notebook/zod.ts';
import { population } from '../explain/params.ts';

export const classifyParams = z.object({
  of: population.nullable(),
  /** null: all other events. */
  against: population.nullable(),
  folds: z.int().min(2).max(10).default(SEPARATION_DEFAULTS.folds),
  repeats: z.int().min(1).max(10).default(SEPARATION_DEFAULTS.repeats),
  hidden: z.array(z.int().min(1).max(256)).min(1).max(2).default(SEPARATION_DEFAULTS.hidden),
  epochs: z.int().min(1).max(500).default(SEPARATION_DEFAULTS.epochs),
  eventsASide: z.int().min(100).max(100_000).default(SEPARATION_DEFAULTS.eventsASide),
  missing: z.enum(['impute', 'exclude']).default(SEPARATION_DEFAULTS.missing),
  seed: z.int().min(0).max(2_147_483_647).default(SEPARATION_DEFAULTS.seed),
});

export type ClassifyParams = z.infer<typeof classifyParams>;

export const classifyDefaults = (): ClassifyParams => ({
  of: null,
  against: null,
  ...(SEPARATION_DEFAULTS satisfies SeparationParams),
});
