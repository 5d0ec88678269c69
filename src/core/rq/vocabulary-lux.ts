import type { Vocabulary } from './vocabulary-word.ts';

const SAMPLES = '10 ns samples';

/** LUX reduced quantities. `aft_*` are area-fraction times: `aft_t1` is the 50 % time, t0 and t2 the ends. */
export const LUX: Vocabulary = {
  name: 'LUX RQ',
  generic: /^(?:[xy]_cm|chi2)$/i,
  words: [
    ['(?:skinny_)?pulse_area(?:_positive)?_phe|skinny_peak_area_phe|full_evt_area_phe', 'area', 'phe'],
    ['(?:pre_|post_)?pulse_area_(?:negative|positive)_phe', 'measure', 'phe'],
    [
      '(?:pulse|peak)_height_phe_per_sample|exp_fit_amplitude_phe_per_sample|gaus_fit_amplitude_phe_per_sample',
      'height',
      'phe/sample',
    ],
    ['prompt_fraction(?:_tlx)?|amis1_fraction', 'fraction', ''],
    ['top_bottom_ratio', 'measure', ''],
    ['top_bottom_asymmetry', 'asymmetry', ''],
    ['exp_fit_tau_(?:fall|rise)_samples', 'measure', SAMPLES],
    ['exp_fit_time_offset_samples|gaus_fit_mu_samples', 'measure', SAMPLES],
    ['gaus_fit_sigma_samples|rms_width_samples|pulse_length_samples', 'width', SAMPLES],
    ['(?:exp|gaus)_fit_(?:chisq|dof)|chi2', 'measure', ''],
    ['s2filter_max_\\w+', 'measure', 'phe'],
    ['(?:aft|hft)_t\\w+_samples', 'quantile', SAMPLES],
    ['pulse_std_phe_per_sample', 'height', 'phe/sample'],
    ['(?:skinny_)?pulse_(?:start|end)_samples', 'time', SAMPLES],
    ['pulse_classification|s1s2_pairing', 'class'],
    ['z_drift_samples', 'drift', SAMPLES, 'drift_time'],
    ['x_cm', 'position', 'cm', 'x'],
    ['y_cm', 'position', 'cm', 'y'],
    ['cor_x_cm', 'position', 'cm', 'x?'],
    ['cor_y_cm', 'position', 'cm', 'y?'],
    ['(?:xyz|z)_corrected_pulse_area_all_phe', 'corrected', 'phe'],
    ['event_number', 'id', null, 'event_id'],
    ['event_timestamp_samples', 'time', SAMPLES, 'event_time'],
    ['luxstamp_samples', 'time', SAMPLES, 'event_time?'],
    ['file_number', 'id'],
    ['golden|selected_s1_s2', 'flag'],
    ['Kr83fit_s1[ab]_area_phe', 'measure', 'phe'],
    ['Kr83fit_dt_samples', 'measure', SAMPLES],
  ],
};

/** luxdarkmatter/MachineLearningPublic, tree `summary`. */
export const LUX_ML: Vocabulary = {
  name: 'LUX machine learning',
  generic: /^(?:[rz]|weight|s1|s2)$/i,
  words: [
    ['r', 'position', 'cm', 'r'],
    ['z', 'position', 'cm', 'z'],
    ['z_real', 'truth', 'cm'],
    ['s([12])', 'area', 'phd', 's$1_area'],
    ['s([12])c', 'corrected', 'phd', 's$1_area_corrected'],
    ['weight', 'weight', ''],
  ],
};
