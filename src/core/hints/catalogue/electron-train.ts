import type { HintEntry } from '../hint.ts';

export const electronTrain: HintEntry = {
  id: 'electron-train',
  title: 'Electron trains',
  hypothesis:
    'A few electrons released late, after a large S2 or by an electrode: a wide, faint S2, mostly without an S1.',
  test: 'Look at the rate in bins of seconds for bursts, and at what happened before them; at S2 area in electrons: two to six.',
  signs: [
    { quantity: 's1_area', is: 'missing', limit: 0.5 },
    { quantity: 's2_area', is: 'low', limit: 0.8 },
    { quantity: 's2_width', is: 'high', limit: 0.1 },
  ],
  source: 'arXiv 2011.09602; LZ and XENON few-electron backgrounds',
};
