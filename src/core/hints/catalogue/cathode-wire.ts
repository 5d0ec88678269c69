import type { HintEntry } from '../hint.ts';

export const cathodeWire: HintEntry = {
  id: 'cathode-wire',
  title: 'Events on the cathode',
  hypothesis:
    'Decays on cathode wires: the longest drift there is, light at the bottom, a part of the charge gone downwards.',
  test: 'Look at the drift time: a line at its end. Look at x-y for lines along the wires.',
  signs: [
    { quantity: 'drift_time', is: 'high', limit: 0.85 },
    { quantity: 's1_tba', is: 'low', limit: 0.6 },
    { quantity: 's2_width', is: 'high', limit: 0.5, optional: true },
  ],
  source: 'LUX electrode backgrounds, arXiv 2011.09602',
};
