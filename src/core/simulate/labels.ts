/** The truth labels of a simulated run, in the order of the levels of its `truth` column. */
export const POPULATIONS = [
  'er_bulk',
  'nr_bulk',
  'kr83m',
  'alpha',
  'gas_above_anode',
  'small_s2',
  'reco_long_rise',
  'wall_charge_loss',
  'gate_wire',
  'cathode_wire',
  'electron_train',
  'accidental',
  'multiple_scatter_merged',
  'gamma_x',
  'pmt_flash',
] as const;

export type Population = (typeof POPULATIONS)[number];

/** The first labels: ordinary interactions in the liquid. All others are pathologies. */
export const BULK_COUNT = 4;

/**
 * Expected shares of a run, in the order of POPULATIONS; they sum to 1. Commissioning runs are rich in
 * calibration events; each pathology is between 0.2 and 5 %.
 */
export const SHARES: readonly number[] = [
  0.6, 0.07, 0.2, 0.02, 0.022, 0.008, 0.014, 0.012, 0.008, 0.008, 0.007, 0.011, 0.011, 0.005, 0.004,
];
