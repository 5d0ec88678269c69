import { sine } from '../math/circle.ts';
import { exp } from '../math/exp.ts';
import type { Rng } from '../random/rng.ts';
import { BULK_COUNT, POPULATIONS, type Population } from './labels.ts';
import type { Detector } from './presets.ts';
import type { ScenarioPlan } from './scenario.ts';

/** A window of minutes in which a population is frequent. */
export interface Burst {
  run: number;
  centreS: number;
  spreadS: number;
}

/** What the slow control knows of one run. */
export interface RunConditions {
  runId: number;
  startS: number;
  liquidLevelMm: number;
  /** Electron lifetime at the start and its change by the end [us]. */
  lifetimeUs: number;
  lifetimeGainUs: number;
  /** Processed again, after the pulse finder was mended. */
  reprocessed: boolean;
  /** The event counter of the data acquisition restarted at this share of the run; 1 where it did not. */
  counterRestart: number;
}

export interface Campaign {
  runs: RunConditions[];
  bursts: Partial<Record<Population, Burst[]>>;
}

export const RUN_LENGTH_S = 7200;
const RUN_SPACING_S = 21600;

/** Runs in which the getter has done its work. */
const SETTLING_RUNS = 8;

/**
 * Runs of two hours. The liquid level wanders by half a millimetre and is low in some runs, the lifetime improves while
 * the getter works, and from the seventh run on the processing is the new one.
 */
export function planCampaign(detector: Detector, plan: ScenarioPlan, rng: Rng): Campaign {
  const phase = rng.uniform();
  const runs: RunConditions[] = [];
  for (let at = 0; at < plan.runs; at++) {
    const i = plan.firstRun + at;
    const wave = sine(2 * Math.PI * (phase + i / 4.5));
    runs.push({
      runId: detector.firstRun + i,
      startS: detector.startTimeS + i * RUN_SPACING_S,
      liquidLevelMm: detector.liquidLevelMm + 0.35 * wave + 0.05 * rng.normal(),
      lifetimeUs:
        detector.lifetimeUs *
        (0.72 + (0.4 * Math.min(i, SETTLING_RUNS)) / SETTLING_RUNS + 0.05 * rng.uniform()),
      lifetimeGainUs: detector.lifetimeUs * 0.03 * rng.uniform(),
      reprocessed: i >= SETTLING_RUNS - 2,
      counterRestart: i % 3 === 1 ? 0.8 : 1,
    });
  }
  const burst = (): Burst => ({
    run: rng.integer(plan.runs),
    centreS: RUN_LENGTH_S * (0.1 + 0.8 * rng.uniform()),
    spreadS: 40 + 80 * rng.uniform(),
  });
  return {
    runs,
    bursts: {
      electron_train: Array.from({ length: plan.trainBursts }, burst),
      pmt_flash: [burst(), burst()],
    },
  };
}

/** How often a population happens in a run, relative to its other runs. */
export function runWeight(population: Population, run: RunConditions, detector: Detector): number {
  if (population === 'gas_above_anode') {
    // A low liquid surface leaves more gas and a weaker field there: the population comes and goes.
    return 1 / (1 + exp((run.liquidLevelMm - detector.liquidLevelMm + 0.1) / 0.05));
  }
  if (population === 'reco_long_rise') return run.reprocessed ? 0 : 1;
  return 1;
}

/** Where an event stands in time: its population, the index of its run, s since the run began. */
export interface Schedule {
  population: Uint8Array;
  run: Uint8Array;
  timeS: Float64Array;
}

/**
 * Events of a campaign in order of time. Counts of pathologies are shares of `events`, rounded at random;
 * the first population takes the rest. O(n log n).
 */
export function scheduleEvents(
  events: number,
  shares: readonly number[],
  campaign: Campaign,
  detector: Detector,
  rng: Rng,
): Schedule {
  const runs = campaign.runs;
  // One double orders everything: run, then time in 0.1 ms, then population. Exact below 2^53.
  const keys = new Float64Array(events);
  const ticksPerRun = RUN_LENGTH_S * 1e4;
  let filled = 0;
  for (let p = POPULATIONS.length - 1; p >= 0; p--) {
    const population = POPULATIONS[p];
    const count =
      p === 0 ? events - filled : Math.min(events - filled, Math.floor(events * shares[p] + rng.uniform()));
    const bursts = campaign.bursts[population];
    const cumulative: number[] = [];
    let total = 0;
    for (const run of runs) {
      total += p < BULK_COUNT ? 1 : runWeight(population, run, detector);
      cumulative.push(total);
    }
    for (let i = 0; i < count; i++) {
      let run = 0;
      let time = RUN_LENGTH_S * rng.uniform();
      // A tenth of a bursty population comes at any time.
      if (bursts && rng.uniform() > 0.1) {
        const burst = bursts[rng.integer(bursts.length)];
        run = burst.run;
        time = Math.min(RUN_LENGTH_S - 1, Math.max(0, burst.centreS + burst.spreadS * rng.normal()));
      } else {
        const draw = total * rng.uniform();
        while (run < runs.length - 1 && draw >= cumulative[run]) run++;
      }
      const tick = Math.min(ticksPerRun - 1, Math.floor(time * 1e4));
      keys[filled++] = (run * ticksPerRun + tick) * 32 + p;
    }
  }
  keys.sort();
  const schedule: Schedule = {
    population: new Uint8Array(events),
    run: new Uint8Array(events),
    timeS: new Float64Array(events),
  };
  for (let i = 0; i < events; i++) {
    const ticks = Math.floor(keys[i] / 32);
    const run = Math.floor(ticks / ticksPerRun);
    schedule.population[i] = keys[i] - ticks * 32;
    schedule.run[i] = run;
    schedule.timeS[i] = (ticks - run * ticksPerRun) / 1e4;
  }
  return schedule;
}
