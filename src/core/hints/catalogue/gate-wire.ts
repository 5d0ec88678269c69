import type { HintEntry } from '../hint.ts';

export const gateWire: HintEntry = {
  id: 'gate-wire',
  title: 'Events on gate wires',
  hypothesis:
    'Decays on the gate, whose electrons leave along odd field lines: the shallowest drift, an S2 with a tail.',
  test: 'Look at x-y for lines along the wires, and at S2 width among the shallowest events: it should be larger than diffusion makes it.',
  signs: [
    { quantity: 'drift_time', is: 'low', limit: 0.85 },
    { quantity: 's1_tba', is: 'high', limit: 0.5, median: { below: -0.1 } },
    { quantity: 's2_width', is: 'low', limit: 0.1, optional: true },
  ],
  source: 'LUX electrode backgrounds, arXiv 2011.09602',
};
