import type { HintEntry } from '../hint.ts';

export const wallChargeLoss: HintEntry = {
  id: 'wall-charge-loss',
  title: 'Charge lost on the wall',
  hypothesis: 'Decays near the wall whose electrons are caught on it: small S2s at large radius.',
  test: 'Look at the distance to the wall against the distance from the S2/S1 band, both of which the data cell derives: far below the band, within some cm of the wall. Small S2s are drawn inward.',
  signs: [
    { quantity: 'r', is: 'high', limit: 0.6 },
    { quantity: 's2_area', is: 'low', limit: 0.3 },
    { quantity: 's1_tba', is: 'ordinary', limit: 0.45, optional: true },
  ],
  source: 'arXiv 2211.17120 (LZ), wall background',
};
