import { expect, test } from 'vitest';
import { meaningOfForm } from './name-form.ts';
import { QUANTITIES } from './quantity.ts';

const says = (name: string): string => {
  const meaning = meaningOfForm(name, QUANTITIES);
  return meaning === null ? 'nothing' : `${meaning.kind} ${meaning.quantity ?? '-'} ${meaning.unit ?? '-'}`;
};

test('the form of a name, where no vocabulary knows it', () => {
  const cases: Record<string, string> = {
    s1Area: 'area s1_area -',
    S2_charge_PE: 'area s2_area PE',
    'cS1 [phd]': 'corrected s1_area_corrected phd',
    s2c_phd: 'corrected s2_area_corrected phd',
    s1TopArea_phd: 'array - phd',
    s1TBA: 'asymmetry s1_tba ',
    s2_aft: 'aft s2_tba ',
    s1_aft5_ns: 'quantile s1_quantile ns',
    s2_width_us: 'width s2_width us',
    s1_riseTime_ns: 'rise s1_rise ns',
    s1_prompt_fraction: 'fraction s1_prompt ',
    promptFraction50ns: 'fraction - ',
    s1_prompt: 'fraction s1_prompt ',
    prompt_charge: 'area - -',
    ADCsumPrompt: 'nothing',
    peak_height_mV: 'height - mV',
    n_hits: 'count - ',
    driftTime_ms: 'drift drift_time ms',
    'Driftzeit (µs)': 'drift drift_time us',
    dT: 'drift drift_time -',
    event_time_s: 'time event_time s',
    timestamp: 'time event_time -',
    eventID: 'id event_id -',
    run: 'id run_id -',
    pulse_id: 'id - -',
    X: 'position x -',
    rec_x_mm: 'position x mm',
    xrec: 'position x -',
    radius_cm: 'position r cm',
    mc_energy_keV: 'truth truth keV',
    x_true_cm: 'truth truth cm',
    MCsource: 'truth truth -',
    simulated_as: 'truth truth -',
    n_photons: 'truth - -',
    class: 'truth truth -',
    recoil_type: 'truth truth -',
    pulse_type: 'class - -',
    is_golden: 'flag - -',
    liquid_level_mm: 'condition - mm',
    electron_lifetime_us: 'condition - us',
    max_channel_frac: 'fraction - ',
    max_pmt: 'channel - -',
    energy_keV: 'energy energy keV',
    log10_s2_area: 'linear - -',
    logS1: 'linear - -',
    banana: 'nothing',
  };
  expect(Object.fromEntries(Object.keys(cases).map((name) => [name, says(name)]))).toEqual(cases);
});
