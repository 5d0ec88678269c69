import { Problem } from '../problem.ts';
import type { Progress } from '../progress.ts';
import { createRng } from '../random/rng.ts';
import type { TextColumn } from '../table/column.ts';
import { makeTable, type Table } from '../table/table.ts';
import { createRunColumns } from './columns.ts';
import { planCampaign, RUN_LENGTH_S, scheduleEvents } from './conditions.ts';
import { createEvent, resetEvent } from './event.ts';
import { planDefects } from './geometry.ts';
import { POPULATIONS } from './labels.ts';
import { createMeasurement } from './measure.ts';
import { MAKERS } from './populations/registry.ts';
import { detectorOf } from './presets.ts';
import type { SimulateParams } from './run.ts';
import { scenarioPlan } from './scenario.ts';
import type { Setting } from './vertex.ts';

export const FEWEST_EVENTS = 1;
export const MOST_EVENTS = 5_000_000;
const REPORT_EVERY = 4096;

/**
 * A commissioning run, eight runs of two hours in one table, or another scenario: in order of time, with the populations of
 * POPULATIONS in a `truth` column. Columns and units: `columns.ts`. Missing values carry a missing bit; -999 in x and y
 * is kept as a value. The same parameters give the same bytes; a reprocessed run holds the events of its twin, their
 * labels too. Near 20 us an event.
 */
export function simulateRun(params: SimulateParams, progress: Progress): Table {
  const { preset, events, seed, reprocessed = false, scenario = 'commissioning' } = params;
  const detector = detectorOf(preset);
  if (!Number.isInteger(events) || events < FEWEST_EVENTS || events > MOST_EVENTS) {
    throw new Problem(
      'bad-parameter',
      `invalid events: ${events}; expected a whole number from ${FEWEST_EVENTS} to ${MOST_EVENTS}`,
    );
  }
  if (!Number.isFinite(seed)) {
    throw new Problem('bad-parameter', `invalid seed: ${seed}; expected a finite number`);
  }

  const rng = createRng(seed);
  const defects = planDefects(detector, rng);
  const plan = scenarioPlan(scenario);
  const campaign = planCampaign(detector, plan, rng);
  const schedule = scheduleEvents(events, plan.shares, campaign, detector, rng);
  const columns = createRunColumns(events);
  const measure = createMeasurement(detector, defects, columns, rng);
  const truth = new Int32Array(events);
  const event = createEvent();
  const setting: Setting = { detector, defects, run: campaign.runs[0], lifetimeUs: 0, rng };
  const v = columns.values;

  let current = -1;
  let eventId = 0;
  let restarted = false;
  for (let row = 0; row < events; row++) {
    if (row % REPORT_EVERY === 0) progress({ stage: 'simulate', done: row, total: events });
    const run = campaign.runs[schedule.run[row]];
    const elapsed = schedule.timeS[row] / RUN_LENGTH_S;
    if (schedule.run[row] !== current) {
      current = schedule.run[row];
      eventId = 0;
      restarted = false;
    }
    // Ids repeat where the counter restarted with a new raw file.
    if (!restarted && elapsed > run.counterRestart) {
      eventId = 0;
      restarted = true;
    }
    setting.run = run;
    setting.lifetimeUs = run.lifetimeUs + run.lifetimeGainUs * elapsed;
    const levelMm = run.liquidLevelMm + 0.01 * rng.normal();

    const population = schedule.population[row];
    const make = MAKERS[POPULATIONS[population]];
    do {
      make(resetEvent(event), setting);
      // No random number hangs on it, so that the events stay the same.
      if (reprocessed) event.s1EarlyNs = 0;
    } while (!measure(event, levelMm, setting.lifetimeUs, row));

    truth[row] = population;
    v.run_id[row] = run.runId;
    v.event_id[row] = eventId++;
    v.event_time_s[row] = run.startS + schedule.timeS[row];
    v.liquid_level_mm[row] = levelMm;
    v.electron_lifetime_us[row] = setting.lifetimeUs;
  }
  progress({ stage: 'simulate', done: events, total: events });

  const truthColumn: TextColumn = {
    name: 'truth',
    unit: null,
    role: 'truth',
    type: 'text',
    codes: truth,
    levels: [...POPULATIONS],
    missing: null,
  };
  return makeTable([...columns.list, truthColumn]);
}
