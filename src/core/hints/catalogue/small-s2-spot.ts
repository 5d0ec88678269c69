import type { HintEntry } from '../hint.ts';

export const smallS2Spot: HintEntry = {
  id: 'small-s2-spot',
  title: 'Small S2s from one spot',
  hypothesis: 'Too little amplification in one place, such as a sagging grid: small S2s of ordinary shape.',
  test: 'Look at x-y for a spot, and at S1: it should be ordinary. Does the spot stay in the next run?',
  signs: [
    { quantity: 's2_area', is: 'low', limit: 0.5 },
    { quantity: 's1_tba', is: 'ordinary', limit: 0.3 },
    { quantity: 'x', is: 'narrow', limit: 0.5 },
    { quantity: 'y', is: 'narrow', limit: 0.5 },
    { quantity: 's1_area', is: 'ordinary', limit: 0.45 },
  ],
  source: 'gas gap and electroluminescence gain',
};
