import type { HintEntry } from '../hint.ts';

export const accidental: HintEntry = {
  id: 'accidental',
  title: 'Accidental coincidences',
  hypothesis:
    'An S1 and an S2 that do not belong together: both small, at any drift time, even beyond the longest.',
  test: 'Look at S2 width against drift time: it should not follow the diffusion curve (the data cell derives that residual, and that of S1 TBA, in sigma). Look for drift times beyond the cathode.',
  signs: [
    { quantity: 's2_area', is: 'low', limit: 0.7 },
    { quantity: 's1_area', is: 'low', limit: 0.2 },
    { quantity: 'drift_time', is: 'ordinary', limit: 0.35 },
    { quantity: 's1_tba', is: 'ordinary', limit: 0.45 },
    { quantity: 'r', is: 'ordinary', limit: 0.3, optional: true },
  ],
  source: 'arXiv 2211.17120, accidental coincidences',
};
