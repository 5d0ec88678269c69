import type { ClassifierModel } from '../../core/classify/classifier-model.ts';
import { SEPARATION_DEFAULTS, type SeparationParams } from '../../core/classify/separation.ts';
import { TRAINER_CHOICES } from '../../core/classify/trainer-choice.ts';
import { z } from '../../notebook/zod.ts';
import { population } from '../explain/params.ts';
import { modelSchema } from './model-schema.ts';

/** Where the class of an event comes from. */
const labels = z.lazy(() =>
  z.discriminatedUnion('from', [
    z.object({ from: z.literal('clusters'), noise: z.boolean() }),
    z.object({ from: z.literal('column'), column: z.string().max(200) }),
    z.object({ from: z.literal('selections'), populations: z.array(population).max(20) }),
  ]),
);

export type ClassLabels = z.infer<typeof labels>;

export const classifyParams = z.lazy(() =>
  z.object({
    /** One population against others, several classes, or a kept model on these events. */
    task: z.enum(['two', 'classes', 'apply']).default('two'),
    of: population.nullable(),
    /** null: all other events. */
    against: population.nullable(),
    labels: labels.nullable().default(null),
    /** `tagged`: trained on events with an S1 alone, by what needs none, and applied to all. */
    among: z.enum(['all', 'tagged']).default('all'),
    model: modelSchema.nullable().default(null),
    folds: z.int().min(2).max(10).default(SEPARATION_DEFAULTS.folds),
    repeats: z.int().min(1).max(10).default(SEPARATION_DEFAULTS.repeats),
    hidden: z.array(z.int().min(1).max(256)).min(1).max(2).default(SEPARATION_DEFAULTS.hidden),
    epochs: z.int().min(1).max(500).default(SEPARATION_DEFAULTS.epochs),
    eventsASide: z.int().min(100).max(100_000).default(SEPARATION_DEFAULTS.eventsASide),
    missing: z.enum(['impute', 'exclude']).default(SEPARATION_DEFAULTS.missing),
    trainer: z.enum(TRAINER_CHOICES).default('own'),
    seed: z.int().min(0).max(2_147_483_647).default(SEPARATION_DEFAULTS.seed),
  }),
);

export type ClassifyParams = z.infer<typeof classifyParams>;

export const classifyDefaults = (): ClassifyParams => ({
  task: 'two',
  of: null,
  against: null,
  labels: null,
  among: 'all',
  model: null as ClassifierModel | null,
  trainer: 'own',
  ...(SEPARATION_DEFAULTS satisfies SeparationParams),
});

/** What the user must still give before such a cell can run. */
export function classifyNeeds({ task, of, labels: from, model }: ClassifyParams): string | null {
  if (task === 'two') {
    return of === null
      ? 'choose a population: a named selection, or a cluster where it reads clusters'
      : null;
  }
  if (task === 'apply')
    return model === null ? 'load a model, or keep one from a cell that trained it' : null;
  if (from === null) return 'choose where the classes come from: clusters, named selections or a column';
  if (from.from === 'selections' && from.populations.length < 2) return 'choose two named selections or more';
  return from.from === 'column' && from.column === '' ? 'choose the column that holds the classes' : null;
}
