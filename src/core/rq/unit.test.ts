import { expect, test } from 'vitest';
import { nameWithoutUnit, unitFromName } from './unit.ts';

test('units in names', () => {
  const cases: [string, string | null, string][] = [
    ['s1_area_phd', 'phd', 's1_area'],
    ['s2_area_phe', 'phe', 's2_area'],
    ['drift_time_us', 'us', 'drift_time'],
    ['x_cm', 'cm', 'x'],
    ['energy_true_keV', 'keV', 'energy_true'],
    ['drift [us]', 'us', 'drift'],
    ['drift (µs)', 'us', 'drift'],
    ['field [V/cm]', 'V/cm', 'field'],
    ['field_V_cm', 'V/cm', 'field'],
    ['s1_height_phd_per_ns', 'phd/ns', 's1_height'],
    ['s1_peak_phe_per_10ns', 'phe/10 ns', 's1_peak'],
    ['pulse_height_phe_per_sample', 'phe/sample', 'pulse_height'],
    ['aft_t1_samples', 'samples', 'aft_t1'],
    ['r2_cm2', 'cm^2', 'r2'],
    ['spikeC(NON-INT)', 'NON-INT', 'spikeC'],
    ['p_area[2]', null, 'p_area[2]'],
    ['s1_promptfrac50ns', null, 's1_promptfrac50ns'],
    ['s1_tba', null, 's1_tba'],
    ['s', null, 's'],
    ['class', null, 'class'],
  ];
  for (const [name, unit, bare] of cases) {
    expect([name, unitFromName(name), nameWithoutUnit(name)]).toEqual([name, unit, bare]);
  }
});
