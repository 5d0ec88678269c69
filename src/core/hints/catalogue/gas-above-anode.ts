import type { HintEntry } from '../hint.ts';

export const gasAboveAnode: HintEntry = {
  id: 'gas-above-anode',
  title: 'Gas events above the anode',
  hypothesis:
    'Decays in the gas above the anode: the top array sees most of the S1, little charge is amplified.',
  test: 'Look at S1 TBA against S2 TBA for a gap, at the rate by run (it follows the liquid level), and at x-y: they should be everywhere.',
  signs: [
    { quantity: 's1_tba', is: 'high', limit: 0.7, median: { above: -0.15 } },
    { quantity: 's2_tba', is: 'high', limit: 0.4 },
    { quantity: 's2_area', is: 'low', limit: 0.5 },
    { quantity: 'drift_time', is: 'low', limit: 0.4, optional: true },
  ],
  source: 'S. Kravitz 2022; CRYSTALIZE classifier: fast pulses with TBA >= 0; public LZ cut ABOVEANODE',
};
