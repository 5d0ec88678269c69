import { type EventTimes, exposuresOf } from '../../core/flag/flag-rates.ts';
import { type Column, isMissing, numberAt, textAt } from '../../core/table/column.ts';
import { findColumn } from '../../core/table/table.ts';
import { secondsPer } from '../../plots/axis-model.ts';
import type { DataResult } from '../data/compute.ts';
import type { RunLivetime } from './params.ts';

export interface DataTimes extends EventTimes {
  /** What is missing for rates, in words; null where nothing is. */
  lacking: string | null;
  /** Number of an event as its file has it; '' where it has none. */
  event: (row: number) => string;
}

const made = new WeakMap<DataResult, DataTimes>();

/** When, in which run and under which number the events of a data cell were. Nanoseconds since 1970 keep microseconds. */
export function timesOf(result: DataResult): DataTimes {
  const known = made.get(result);
  if (known) return known;
  const { table, quantities } = result;
  const column = (name: string | undefined) => (name === undefined ? undefined : findColumn(table, name));
  const [time, run, event] = [quantities.event_time, quantities.run_id, quantities.event_id].map(column);
  const per = time && time.type !== 'text' ? secondsPer(time.unit ?? '') : null;
  const seconds = new Float64Array(table.rows).fill(Number.NaN);
  if (time && per !== null) {
    const first = time.type === 'int64' && table.rows > 0 ? time.values[0] : 0n;
    for (let row = 0; row < table.rows; row++) {
      // The difference of integers is exact where the integers as doubles are not.
      const value = time.type === 'int64' ? Number(time.values[row] - first) : numberAt(time, row);
      seconds[row] = Number.isNaN(numberAt(time, row)) ? Number.NaN : value * per;
    }
  }
  const times: DataTimes = {
    seconds,
    run: run ? runNames(run) : () => '',
    event: (row) => (event ? textAt(event, row) : ''),
    lacking:
      per === null
        ? 'the data have no time in a known unit, so that there are no rates but those of a run table'
        : null,
  };
  made.set(result, times);
  return times;
}

/** Events of one run follow each other: its name is made once. */
function runNames(column: Column): (row: number) => string {
  const values = column.type === 'text' ? column.codes : column.values;
  let last: number | bigint | null = null;
  let name = '';
  return (row) => {
    if (isMissing(column, row)) return '';
    if (values[row] !== last) {
      last = values[row];
      name = textAt(column, row);
    }
    return name;
  };
}

/** How long the runs took data, as exposuresOf has it; null where no time is known. */
export function secondsOf(times: EventTimes, livetimes: readonly RunLivetime[]): number | null {
  const total = exposuresOf(times, livetimes).reduce((sum, { seconds }) => sum + seconds, 0);
  return total > 0 ? total : null;
}
