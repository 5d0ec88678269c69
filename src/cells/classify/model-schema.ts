import type { ClassifierModel } from '../../core/classify/classifier-model.ts';
import { MOST_NUMBERS, numbersIn } from '../../core/classify/model-limits.ts';
import { z } from '../../notebook/zod.ts';

const name = z.lazy(() => z.string().min(1).max(200));
const number = z.lazy(() => z.number());
const layer = z.lazy(() =>
  z
    .object({
      inputs: z.int().min(1).max(2048),
      outputs: z.int().min(1).max(1024),
      weights: z.array(number).max(MOST_NUMBERS),
      biases: z.array(number).max(1024),
    })
    .refine(
      ({ inputs, outputs, weights, biases }) =>
        weights.length === inputs * outputs && biases.length === outputs,
      { error: 'expected a weight for each input and output, and a bias for each output' },
    ),
);

/** A classifier's weights as they stand in notebooks and files: data from strangers. */
export const modelSchema: z.ZodType<ClassifierModel> = z.lazy(() =>
  z
    .object({
      format: z.literal('outcrop-classifier'),
      version: z.literal(1),
      classes: z.array(name).min(2).max(20),
      columns: z
        .array(z.object({ name, transform: z.enum(['linear', 'log10']), edge: number }))
        .min(1)
        .max(1000),
      missing: z.enum(['impute', 'exclude']),
      members: z
        .array(
          z.object({
            scales: z
              .array(z.object({ median: number, scale: z.number().positive(), indicator: z.boolean() }))
              .max(1000),
            layers: z.array(layer).min(1).max(3),
          }),
        )
        .min(1)
        .max(100),
      calibration: z
        .array(z.object({ scores: z.array(number).min(1).max(20_000), values: z.array(number).max(20_000) }))
        .max(20),
      about: z.string().max(1000),
    })
    .refine((model) => fitsTogether(model), {
      error: 'expected scales, layers and curves that fit the columns and classes',
    })
    .refine((model) => numbersIn(model) <= MOST_NUMBERS, {
      error: `expected at most ${MOST_NUMBERS} numbers`,
    }),
);

function fitsTogether({ classes, columns, members, calibration }: ClassifierModel): boolean {
  const outputs = classes.length === 2 ? 1 : classes.length;
  return (
    calibration.length === outputs &&
    calibration.every(({ scores, values }) => scores.length === values.length) &&
    members.every(({ scales, layers }) => {
      const width = scales.reduce((sum, { indicator }) => sum + (indicator ? 2 : 1), 0);
      const widths = [width, ...layers.map((one) => one.outputs)];
      return (
        scales.length === columns.length &&
        layers.every(({ inputs }, i) => inputs === widths[i]) &&
        widths[layers.length] === outputs
      );
    })
  );
}
