import type { HintEntry } from '../hint.ts';

export const lateStart: HintEntry = {
  id: 'late-start',
  title: 'Start of the S1 found too early',
  hypothesis:
    'All times counted from the start are long while the widths are ordinary: the start is wrong, not the pulse.',
  test: 'Look at waveforms, and compare the quantiles with the widths event by event. Process a few again with another threshold.',
  signs: [
    { quantity: 's1_rise', is: 'high', limit: 0.6 },
    { quantity: 's1_width', is: 'ordinary', limit: 0.45 },
  ],
  source: 'S. Kravitz 2022: long-rise events of a reconstruction fault',
};
