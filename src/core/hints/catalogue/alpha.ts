import type { HintEntry } from '../hint.ts';

export const alpha: HintEntry = {
  id: 'alpha',
  title: 'Alphas',
  hypothesis: 'Very large S1s with little charge for their light.',
  test: 'Look at S2 against S1: they should lie far to the right and below the extended band.',
  signs: [
    { quantity: 's1_area', is: 'high', limit: 0.9, median: { above: 5000 } },
    { quantity: 's2_area', is: 'high', limit: 0.1 },
    { quantity: 's1_max_channel', is: 'ordinary', limit: 0.9, optional: true },
  ],
  source: 'Rn-222 chain, 5.5 to 7.7 MeV',
};
