/** Our own trainer, TensorFlow.js on one of its backends, or whichever is the fastest in a short trial. */
export const TRAINER_CHOICES = ['own', 'fastest', 'tfjs-webgl', 'tfjs-wasm', 'tfjs-cpu'] as const;
export type TrainerChoice = (typeof TRAINER_CHOICES)[number];
