import { type Bits, bitsNone, setBit } from '../table/bits.ts';
import type { NumberColumn, Role } from '../table/column.ts';

type ColumnPlan = readonly [name: string, unit: string, role: Role, type: NumberColumn['type']];

/** The number columns of a simulated run, in order; `truth` follows them. Slow control counts as time. */
const PLANS = [
  ['run_id', '', 'id', 'int32'],
  ['event_id', '', 'id', 'int32'],
  ['event_time_s', 's', 'time', 'float64'],
  ['s1_area_phd', 'phd', 'feature', 'float32'],
  ['s1c_area_phd', 'phd', 'feature', 'float32'],
  ['s1_tba', '', 'feature', 'float32'],
  ['s1_rise_ns', 'ns', 'feature', 'float32'],
  ['s1_aft5_ns', 'ns', 'feature', 'float32'],
  ['s1_aft25_ns', 'ns', 'feature', 'float32'],
  ['s1_aft50_ns', 'ns', 'feature', 'float32'],
  ['s1_aft75_ns', 'ns', 'feature', 'float32'],
  ['s1_aft95_ns', 'ns', 'feature', 'float32'],
  ['s1_width50_ns', 'ns', 'feature', 'float32'],
  ['s1_width90_ns', 'ns', 'feature', 'float32'],
  ['s1_rms_ns', 'ns', 'feature', 'float32'],
  ['s1_prompt_frac', '', 'feature', 'float32'],
  ['s1_height_phd_per_ns', 'phd/ns', 'feature', 'float32'],
  ['s1_coincidence', '', 'feature', 'int32'],
  ['s1_max_channel_frac', '', 'feature', 'float32'],
  ['s2_area_phd', 'phd', 'feature', 'float32'],
  ['s2c_area_phd', 'phd', 'feature', 'float32'],
  ['s2_tba', '', 'feature', 'float32'],
  ['s2_rise_ns', 'ns', 'feature', 'float32'],
  ['s2_aft5_ns', 'ns', 'feature', 'float32'],
  ['s2_aft25_ns', 'ns', 'feature', 'float32'],
  ['s2_aft50_ns', 'ns', 'feature', 'float32'],
  ['s2_aft75_ns', 'ns', 'feature', 'float32'],
  ['s2_aft95_ns', 'ns', 'feature', 'float32'],
  ['s2_width50_ns', 'ns', 'feature', 'float32'],
  ['s2_width90_ns', 'ns', 'feature', 'float32'],
  ['s2_rms_ns', 'ns', 'feature', 'float32'],
  ['s2_height_phd_per_ns', 'phd/ns', 'feature', 'float32'],
  ['s2_max_channel_frac', '', 'feature', 'float32'],
  ['drift_time_us', 'us', 'position', 'float32'],
  ['x_cm', 'cm', 'position', 'float32'],
  ['y_cm', 'cm', 'position', 'float32'],
  ['r_cm', 'cm', 'position', 'float32'],
  ['liquid_level_mm', 'mm', 'time', 'float32'],
  ['electron_lifetime_us', 'us', 'time', 'float32'],
] as const satisfies readonly ColumnPlan[];

export type RunColumnName = (typeof PLANS)[number][0];

const ARRAYS = { float64: Float64Array, float32: Float32Array, int32: Int32Array } as const;

/** The columns of a run under construction. */
export interface RunColumns {
  list: NumberColumn[];
  values: Record<RunColumnName, NumberColumn['values']>;
  /** Marks a value as missing: NaN in float columns, 0 in integer ones. */
  miss(name: RunColumnName, row: number): void;
}

export function createRunColumns(rows: number): RunColumns {
  const list: NumberColumn[] = [];
  const byName = new Map<string, NumberColumn>();
  const values: Partial<RunColumns['values']> = {};
  for (const [name, unit, role, type] of PLANS) {
    const column: NumberColumn = { name, unit, role, type, values: new ARRAYS[type](rows), missing: null };
    list.push(column);
    byName.set(name, column);
    values[name] = column.values;
  }
  return {
    list,
    values: values as RunColumns['values'],
    miss(name, row) {
      const column = byName.get(name) as NumberColumn;
      const missing: Bits = column.missing ?? bitsNone(rows);
      column.missing = missing;
      setBit(missing, row);
      column.values[row] = column.type === 'int32' ? 0 : Number.NaN;
    },
  };
}
