import type { HintEntry } from '../hint.ts';

export const pmtFlash: HintEntry = {
  id: 'pmt-flash',
  title: 'A flashing PMT',
  hypothesis: 'A spark in one PMT: one channel holds most of the light, and no S2 follows.',
  test: 'Look which channel it is and at the rate in bins of seconds: flashes come in bursts.',
  signs: [
    { quantity: 's1_max_channel', is: 'high', limit: 0.7 },
    { quantity: 's2_area', is: 'missing', limit: 0.5 },
  ],
  source: 'S1 quality cuts of LUX and LZ on the largest channel',
};
