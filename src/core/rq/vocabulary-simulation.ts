import type { Vocabulary } from './vocabulary-word.ts';

/** Outcrop's own simulated runs. */
export const OUTCROP: Vocabulary = {
  name: 'Outcrop simulation',
  generic: /^(?:run_id|event_id|[xyr]_cm|truth|drift_time_us)$/i,
  words: [
    ['run_id', 'id', null, 'run_id'],
    ['event_id', 'id', null, 'event_id'],
    ['event_time_s', 'time', 's', 'event_time'],
    ['s([12])_area_phd', 'area', 'phd', 's$1_area'],
    ['s([12])c_area_phd', 'corrected', 'phd', 's$1_area_corrected'],
    ['s([12])_tba', 'asymmetry', '', 's$1_tba'],
    ['s([12])_rise_ns', 'rise', 'ns', 's$1_rise'],
    ['s([12])_aft\\d+_ns', 'quantile', 'ns', 's$1_quantile'],
    ['s([12])_(?:width\\d+|rms)_ns', 'width', 'ns', 's$1_width'],
    ['s([12])_prompt_frac', 'fraction', '', 's$1_prompt'],
    ['s([12])_height_phd_per_ns', 'height', 'phd/ns', 's$1_height'],
    ['s1_coincidence', 'count', '', 's1_coincidence'],
    ['s2_coincidence', 'count', ''],
    ['s([12])_max_channel_frac', 'fraction', '', 's$1_max_channel'],
    ['drift_time_us', 'drift', 'us', 'drift_time'],
    ['x_cm', 'position', 'cm', 'x'],
    ['y_cm', 'position', 'cm', 'y'],
    ['r_cm', 'position', 'cm', 'r'],
    ['liquid_level_mm', 'condition', 'mm'],
    ['electron_lifetime_us', 'condition', 'us'],
    ['truth', 'truth', null, 'truth'],
  ],
};

/** NEST events with photon-level pulses reduced to quantities (nest_lux_pulses.csv). */
export const NEST_PULSES: Vocabulary = {
  name: 'NEST pulses',
  generic: /^(?:source|event|[xyzr]_mm|drift_time_us|s[12]_(?:tba|aft\d+_ns|width\d+_ns|rms_ns))$/i,
  words: [
    ['recoil', 'truth', null, 'truth'],
    ['source', 'truth', null, 'truth?'],
    ['event', 'id', null, 'event_id'],
    ['energy_true_keV', 'truth', 'keV'],
    ['field_V_cm', 'truth', 'V/cm'],
    ['n_photons|n_electrons|n_e_extracted', 'truth', ''],
    ['drift_time_us', 'drift', 'us', 'drift_time'],
    ['x_mm', 'position', 'mm', 'x'],
    ['y_mm', 'position', 'mm', 'y'],
    ['z_mm', 'position', 'mm', 'z'],
    ['r_mm', 'position', 'mm', 'r'],
    ['s([12])_area_phe', 'area', 'phe', 's$1_area'],
    ['s([12])c_phd', 'corrected', 'phd', 's$1_area_corrected'],
    ['s1_spikes_c', 'corrected', 'phd'],
    ['s[12]_(?:bot|top)_phe', 'array', 'phe'],
    ['s([12])_tba', 'asymmetry', '', 's$1_tba'],
    ['s([12])_aft\\d+_ns', 'quantile', 'ns', 's$1_quantile'],
    ['s([12])_(?:width\\d+|rms|fwhm)_ns', 'width', 'ns', 's$1_width'],
    ['s[12]_skew', 'linear', ''],
    ['s([12])_peak_phe_per_10ns', 'height', 'phe/10 ns', 's$1_height'],
    ['s[12]_peaktime_ns', 'quantile', 'ns'],
    ['s([12])_promptfrac50ns', 'fraction', '', 's$1_prompt'],
  ],
};

/** Standard output of execNEST; negative areas are below threshold. */
export const NEST_TEXT: Vocabulary = {
  name: 'NEST text',
  generic: /^(?:[xyz](?: \[mm\])?)$/i,
  words: [
    ['E_truth(?: \\[keV\\])?', 'truth', 'keV'],
    ['field(?: \\[V/cm\\])?', 'truth', 'V/cm'],
    ['tDrift(?: \\[us\\])?', 'drift', 'us', 'drift_time'],
    ['X,\\s*Y,\\s*Z(?: \\[mm\\])?', 'position', 'mm'],
    ['X(?: \\[mm\\])?', 'position', 'mm', 'x'],
    ['Y(?: \\[mm\\])?', 'position', 'mm', 'y'],
    ['Z(?: \\[mm\\])?', 'position', 'mm', 'z'],
    ['Nph|Ne-|Ne-Extr', 'truth', ''],
    ['S1 \\[PE or phe\\]', 'area', 'phe', 's1_area'],
    ['S2_rawArea(?: \\[PE\\])?', 'area', 'PE', 's2_area'],
    ['S([12])_3Dcorr?(?: \\[phd\\])?', 'corrected', 'phd', 's$1_area_corrected'],
    ['spikeC(?:\\(NON-INT\\))?', 'corrected', 'phd'],
  ],
};

/** dance-ml-2020-tutorial, tree `nest`. */
export const DANCE: Vocabulary = {
  name: 'DANCE tutorial',
  generic: /^[xyz]_cm$/i,
  words: [
    ['x_cm', 'position', 'cm', 'x'],
    ['y_cm', 'position', 'cm', 'y'],
    ['z_cm', 'position', 'cm', 'z'],
    ['driftTime_us', 'drift', 'us', 'drift_time'],
    ['s([12])Area_phd', 'area', 'phd', 's$1_area'],
    ['E_recon_keV', 'energy', 'keV', 'energy'],
  ],
};

const SAMPLES = '2 ns samples';

/** CRYSTALIZE rq.npz: four pulses an event, times in samples of 2 ns. */
export const CRYSTALIZE: Vocabulary = {
  name: 'CRYSTALIZE',
  words: [
    ['p_(?:start|end)(?:_ch)?', 'time', SAMPLES],
    ['p_found|s1_before_s2', 'flag'],
    ['p_area', 'area', null],
    ['p_max_height', 'height', null],
    ['p_min_height', 'measure', null],
    ['p_width', 'width', SAMPLES],
    ['p_(?:afs|hfs)_\\d+[lr]?|p_mean_time', 'quantile', SAMPLES],
    ['p_rms_time', 'width', SAMPLES],
    ['p_area_(?:top|bottom)', 'array', null],
    ['p_tba', 'asymmetry', ''],
    ['p_class', 'class'],
    ['center_(?:top|bot)_[xy]', 'position', null],
    ['p_area_ch(?:_frac)?', 'channels'],
    ['n_events', 'id'],
    ['n_pulses|n_s[12]', 'neighbours', ''],
    ['sum_s([12])_area', 'area', null, 's$1_area'],
    ['drift_Time', 'drift', null, 'drift_time'],
    ['drift_Time_AS', 'drift', null, 'drift_time?'],
  ],
};
