import { POPULATIONS, type Population, SHARES } from './labels.ts';

export const SCENARIOS = ['commissioning', 'reviewed', 'tonight'] as const;
export type Scenario = (typeof SCENARIOS)[number];

/** What a simulated table holds: how many runs, which ones, and how frequent each population is. */
export interface ScenarioPlan {
  runs: number;
  /** Index of its first run in the campaign. */
  firstRun: number;
  shares: readonly number[];
  /** Bursts of electron trains. */
  trainBursts: number;
}

function sharesWith(changed: Partial<Record<Population, number>>): number[] {
  const shares = POPULATIONS.map((name, i) => changed[name] ?? SHARES[i]);
  shares[0] = 1 - shares.slice(1).reduce((sum, share) => sum + share, 0);
  return shares;
}

/** A settled detector: the pulse finder is mended, the spot is covered, the electrodes are calm. */
const SETTLED = { small_s2: 0, reco_long_rise: 0, gas_above_anode: 0.006, electron_train: 0.001 } as const;

const PLANS: Record<Scenario, ScenarioPlan> = {
  commissioning: { runs: 8, firstRun: 0, shares: SHARES, trainBursts: 4 },
  reviewed: { runs: 1, firstRun: 20, shares: sharesWith(SETTLED), trainBursts: 1 },
  // The same detector a day later: one spot sags, and for some minutes an electrode emits.
  tonight: {
    runs: 1,
    firstRun: 24,
    shares: sharesWith({ ...SETTLED, small_s2: 0.03, electron_train: 0.025 }),
    trainBursts: 1,
  },
};

export function scenarioPlan(scenario: Scenario): ScenarioPlan {
  return PLANS[scenario];
}
