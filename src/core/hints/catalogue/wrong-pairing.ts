import type { HintEntry } from '../hint.ts';

export const wrongPairing: HintEntry = {
  id: 'wrong-pairing',
  title: 'S2s paired with the wrong S1',
  hypothesis: 'The S2 is as wide as another drift time makes it: the S1 before it was a different one.',
  test: 'Look at S2 width against drift time: they should lie off the diffusion curve, to one side.',
  signs: [
    { quantity: 'drift_time', is: 'high', limit: 0.4 },
    { quantity: 's2_width', is: 'low', limit: 0.2 },
  ],
  source: 'diffusion of drifting electrons, sigma^2 = 2 D t / v^2 + sigma0^2',
};
