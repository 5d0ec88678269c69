import type { ClassifierModel } from './classifier-model.ts';

/** Classes that one classifier tells apart at most. */
export const MOST_CLASSES = 20;

/** Numbers that a notebook keeps of one model at most. */
export const MOST_NUMBERS = 60_000;

export const numbersIn = ({ members, calibration }: ClassifierModel): number =>
  members
    .flatMap(({ layers }) => layers)
    .reduce((sum, { weights, biases }) => sum + weights.length + biases.length, 0) +
  calibration.reduce((sum, { scores }) => sum + 2 * scores.length, 0);
