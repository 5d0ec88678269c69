import { simulateRun } from '../../src/core/simulate/simulate-run.ts';
import { columnNamed, makeTable } from '../../src/core/table/table.ts';
import { writeParquet } from '../../src/io/write/parquet.ts';

/** Of the simulated columns twelve that the app offers as features: areas, asymmetries, times and shapes. */
const FEATURES = [
  ...['s1_area_phd', 's1_tba', 's1_rise_ns', 's1_width50_ns', 's1_prompt_frac', 's1_max_channel_frac'],
  ...['s2_area_phd', 's2_tba', 's2_rise_ns', 's2_width50_ns', 's2_width90_ns', 's2_max_channel_frac'],
];

/** A simulated LZ run as a Parquet file of twelve features and nothing else. */
export function runFile(events: number, seed: number): Uint8Array {
  const run = simulateRun({ preset: 'lz-sr1', events, seed }, () => undefined);
  return writeParquet(makeTable(FEATURES.map((name) => columnNamed(run, name))));
}
