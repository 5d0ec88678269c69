import type { HintEntry } from '../hint.ts';

export const saturation: HintEntry = {
  id: 'saturation',
  title: 'Saturated pulses',
  hypothesis: 'The largest pulses, clipped by the digitisers: heights stop growing while areas do not.',
  test: 'Look at height against area: does the ratio fall above some area? Is a class of alphas an alternative: large S1s, little charge?',
  signs: [
    { quantity: 's1_area', is: 'high', limit: 0.5 },
    { quantity: 's2_area', is: 'high', limit: 0.8 },
    { quantity: 's2_height', is: 'high', limit: 0.6, optional: true },
  ],
  source: 'digitiser range; alphas have S1s of 5.5 MeV and more',
};
