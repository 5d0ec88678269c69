import type { Frame } from '../../cells/contract.ts';
import type { DataResult } from '../../cells/data/compute.ts';
import { timesOf } from '../../cells/flag/event-times.ts';
import { flaggedRows } from '../../cells/flag/flag-events.ts';
import { dataOf } from '../../cells/flag/flagged-data.ts';
import type { RunLivetime } from '../../cells/flag/params.ts';
import {
  exposuresOf,
  type Rate,
  type RunExposure,
  rateAgainstTime,
  rateOf,
  type TimeBin,
} from '../../core/flag/flag-rates.ts';
import type { FlaggedData, FlagRecord } from '../../core/flag/flag-record.ts';
import { SEVERITIES } from '../../core/flag/flag-record.ts';
import type { Flag } from '../../core/flag/ledger.ts';
import { bitsNone, countBits, hasBit, orBits } from '../../core/table/bits.ts';

/** One flag as it is handed over, counted on the data at hand. */
export interface HandedFlag {
  record: FlagRecord;
  /** Other versions of it that were not settled. */
  versions: FlagRecord[];
  /** Why its events are not among these data; null where they are. */
  lost: string | null;
  /** True where its rule found the events, since it was made on other data. */
  other: boolean;
  share: number;
  rate: Rate;
  bins: TimeBin[];
  /** As the runs of the hand-over. */
  runs: Rate[];
}

export interface HandOver {
  title: string;
  app: string;
  made: Date;
  data: FlaggedData;
  flags: HandedFlag[];
  withdrawn: number;
  /** Events in at least one flag. */
  flagged: number;
  runs: RunExposure[];
  /** Seconds that rates are per, of all runs together. */
  seconds: number;
  /** What rates rest on, or why there are none. */
  basis: string;
  authors: string[];
}

const BINS = 24;

/** What a shift hands over: the flags that stand, the worst first, on the data of a frame. O(flags x rows). */
export function handOver(
  flags: readonly Flag[],
  frame: Frame,
  result: DataResult,
  livetimes: readonly RunLivetime[],
  about: { title: string; app: string; made: Date },
): HandOver {
  const data = dataOf(result);
  const times = timesOf(result);
  const runs = exposuresOf(times, livetimes);
  const seconds = runs.reduce((sum, run) => sum + run.seconds, 0);
  const standing = flags.filter(({ state }) => state !== 'withdrawn');
  let anywhere = bitsNone(frame.rows);
  const handed = standing.map(({ heads }): HandedFlag => {
    const [record, ...versions] = heads;
    const { rows, other, reason } = flaggedRows(record, frame, data);
    if (rows === null) {
      const none = rateOf(0, 0);
      return { record, versions, lost: reason, other, share: Number.NaN, rate: none, bins: [], runs: [] };
    }
    anywhere = orBits(anywhere, rows);
    const count = countBits(rows);
    const counts = new Map<string, number>();
    for (let row = 0; row < frame.rows; row++) {
      if (hasBit(rows, row)) counts.set(times.run(row), (counts.get(times.run(row)) ?? 0) + 1);
    }
    return {
      ...{ record, versions, lost: null, other },
      share: count / frame.rows,
      rate: rateOf(count, seconds),
      bins: rateAgainstTime(rows, times, runs, BINS),
      runs: runs.map((run) => rateOf(counts.get(run.run) ?? 0, run.seconds)),
    };
  });
  const rank = ({ record }: HandedFlag): number => -SEVERITIES.indexOf(record.severity);
  handed.sort((a, b) => rank(a) - rank(b) || b.rate.count - a.rate.count || a.record.order - b.record.order);
  return {
    ...{ ...about, data, flags: handed, runs, seconds },
    withdrawn: flags.length - standing.length,
    flagged: countBits(anywhere),
    basis: basisOf(runs, times.lacking),
    authors: [...new Set(handed.map(({ record }) => record.author))].sort(),
  };
}

function basisOf(runs: readonly RunExposure[], lacking: string | null): string {
  const given = runs.filter((run) => run.given).length;
  if (given === runs.length && given > 0) return 'Rates are per livetime of the run table.';
  if (lacking !== null) return `There are no rates: ${lacking}.`;
  if (given === 0)
    return 'Rates are per time from the first to the last event of each run: dead time is not corrected for.';
  return `Rates are per livetime of the run table for ${given} of ${runs.length} runs, per time from the first to the last event for the others.`;
}

/** `12.3 +1.2 -1.1 mHz`; a dash where there is none. */
export function rateText({ value, low, high }: Rate): string {
  if (Number.isNaN(value)) return '–';
  const digits = Math.max(0, Math.min(6, 1 - Math.floor(Math.log10(Math.max(high - value, 1e-9)))));
  return `${value.toFixed(digits)} +${(high - value).toFixed(digits)} −${(value - low).toFixed(digits)} mHz`;
}

/** In hours and minutes, as people read a shift. */
export function durationText(seconds: number): string {
  if (!(seconds > 0)) return '–';
  if (seconds < 120) return `${seconds.toFixed(1)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
