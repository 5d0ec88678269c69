import { garwood, ONE_SIGMA } from '../stats/poisson-interval.ts';
import { type Bits, hasBit } from '../table/bits.ts';

/** When and in which run each event was; NaN and '' where that is not known. */
export interface EventTimes {
  /** In seconds, from any beginning. */
  seconds: Float64Array;
  run: (row: number) => string;
}

/** A count over a time: mHz with the exact 68.3 % Poisson interval; NaN where no time is known. */
export interface Rate {
  count: number;
  seconds: number;
  value: number;
  low: number;
  high: number;
}

export function rateOf(count: number, seconds: number): Rate {
  if (!(seconds > 0)) return { count, seconds, value: Number.NaN, low: Number.NaN, high: Number.NaN };
  const { low, high } = garwood(count, ONE_SIGMA);
  const perSecond = 1000 / seconds;
  return { count, seconds, value: count * perSecond, low: low * perSecond, high: high * perSecond };
}

export interface RunExposure {
  run: string;
  events: number;
  /** First and last event. */
  from: number;
  to: number;
  /** How long it took data: as the run table says, else from its first to its last event. */
  seconds: number;
  /** True where the run table says so. */
  given: boolean;
}

/** The runs of a table, in order of their first events, with the time each took data. O(rows). */
export function exposuresOf(
  { seconds, run }: EventTimes,
  livetimes: readonly { run: string; seconds: number }[],
): RunExposure[] {
  const known = new Map(livetimes.map((each) => [each.run, each.seconds]));
  const runs = new Map<string, RunExposure>();
  let one: RunExposure | undefined;
  for (let row = 0; row < seconds.length; row++) {
    const name = run(row);
    if (one?.run !== name) one = runs.get(name);
    if (!one) {
      one = {
        run: name,
        events: 0,
        from: Number.POSITIVE_INFINITY,
        to: Number.NEGATIVE_INFINITY,
        seconds: 0,
        given: false,
      };
      runs.set(name, one);
    }
    one.events++;
    if (seconds[row] < one.from) one.from = seconds[row];
    if (seconds[row] > one.to) one.to = seconds[row];
  }
  for (const each of runs.values()) {
    const livetime = known.get(each.run);
    each.given = livetime !== undefined;
    each.seconds = livetime ?? (each.to > each.from ? each.to - each.from : 0);
  }
  return [...runs.values()].sort((a, b) => a.from - b.from || (a.run < b.run ? -1 : 1));
}

export interface TimeBin extends Rate {
  from: number;
  to: number;
}

/**
 * The rate of some events against time in `count` equal bins. A run's livetime is spread evenly from its first to its last
 * event, so that dead time and gaps between runs are no drop of the rate. O(rows + bins x runs).
 */
export function rateAgainstTime(
  rows: Bits,
  { seconds }: EventTimes,
  exposures: readonly RunExposure[],
  count: number,
): TimeBin[] {
  const timed = exposures.filter(({ from, to }) => to > from);
  if (timed.length === 0) return [];
  const low = Math.min(...timed.map(({ from }) => from));
  const high = Math.max(...timed.map(({ to }) => to));
  const width = (high - low) / count;
  const counts = new Float64Array(count);
  for (let row = 0; row < seconds.length; row++) {
    if (!hasBit(rows, row) || Number.isNaN(seconds[row])) continue;
    counts[Math.min(count - 1, Math.floor((seconds[row] - low) / width))]++;
  }
  return Array.from(counts, (n, i): TimeBin => {
    const [from, to] = [low + i * width, low + (i + 1) * width];
    const live = timed.reduce((sum, run) => {
      const overlap = Math.min(to, run.to) - Math.max(from, run.from);
      return overlap > 0 ? sum + (run.seconds * overlap) / (run.to - run.from) : sum;
    }, 0);
    return { from, to, ...rateOf(n, live) };
  });
}
