import { exp } from '../math/exp.ts';
import { hypotenuse } from '../math/power.ts';
import type { Rng } from '../random/rng.ts';
import { type ArrayAreas, splitArea } from './asymmetry.ts';
import { brightestShare, litChannels } from './channels.ts';
import type { RunColumnName, RunColumns } from './columns.ts';
import type { SimEvent } from './event.ts';
import { type Defects, deadPmtNearness, lightCollection, meanDeadPmtNearness, s2Map } from './geometry.ts';
import { reconstructPosition } from './position.ts';
import type { Detector } from './presets.ts';
import { emptyShape } from './pulse-shape.ts';
import { createS1Digitizer } from './s1-waveform.ts';
import { createS2Digitizer } from './s2-waveform.ts';

const S1_COLUMNS = [
  's1_area_phd',
  's1c_area_phd',
  's1_coincidence',
  's1_max_channel_frac',
  's1_tba',
  's1_rise_ns',
  's1_aft5_ns',
  's1_aft25_ns',
  's1_aft50_ns',
  's1_aft75_ns',
  's1_aft95_ns',
  's1_width50_ns',
  's1_width90_ns',
  's1_rms_ns',
  's1_prompt_frac',
  's1_height_phd_per_ns',
] as const;
/** From here on S1_COLUMNS need an area above zero. */
const S1_SHAPE_FROM = 4;
const S2_COLUMNS = [
  's2_area_phd',
  's2c_area_phd',
  's2_max_channel_frac',
  's2_tba',
  's2_rise_ns',
  's2_aft5_ns',
  's2_aft25_ns',
  's2_aft50_ns',
  's2_aft75_ns',
  's2_aft95_ns',
  's2_width50_ns',
  's2_width90_ns',
  's2_rms_ns',
  's2_height_phd_per_ns',
] as const;
const S2_SHAPE_FROM = 3;
/** Baseline noise of each array over the length of a pulse [phd]. */
const S1_NOISE_PHD = 0.1;
const S2_NOISE_PHD = 2;
/** Share of events whose S1 area is only baseline: the pulse finder fired on noise. */
const BASELINE_S1_SHARE = 0.001;
const FAILED_POSITION_SHARE = 0.005;
export const SENTINEL = -999;

/**
 * Writes the measured quantities of events to a table. Missing: the columns of a pulse that was not found, the
 * shape of a pulse whose area is not above zero, drift time without both pulses, r where x and y are -999.
 */
export function createMeasurement(detector: Detector, defects: Defects, columns: RunColumns, rng: Rng) {
  const digitizeS1 = createS1Digitizer(detector, rng);
  const digitizeS2 = createS2Digitizer(detector, rng);
  const v = columns.values;
  const shape = emptyShape();
  const areas: ArrayAreas = { top: 0, bottom: 0 };
  const found = { x: 0, y: 0 };
  const channels = Math.round(0.85 * (detector.topPmts + detector.bottomPmts)) - defects.deadPmts.length;
  const meanDead = meanDeadPmtNearness(defects);
  const missAll = (names: readonly RunColumnName[], from: number, row: number): void => {
    for (let i = from; i < names.length; i++) columns.miss(names[i], row);
  };

  const measureS1 = (event: SimEvent, row: number): boolean => {
    const photons = event.s1Photons;
    const spread = photons - Math.round(photons * event.s1HotShare);
    const lit = litChannels(spread, channels, rng) + (event.s1HotShare > 0 ? 1 : 0);
    const onlyBaseline = rng.uniform() < BASELINE_S1_SHARE;
    if (!onlyBaseline && lit < detector.coincidence) return false;

    splitArea(onlyBaseline ? 0 : photons, event.s1TopShare, detector.photonSpread, S1_NOISE_PHD, rng, areas);
    const area = areas.top + areas.bottom;
    v.s1_area_phd[row] = area;
    v.s1c_area_phd[row] = area;
    v.s1_coincidence[row] = onlyBaseline ? detector.coincidence : lit;
    // A channel near the event sees more of a shallow S1.
    const near = 0.012 + 0.05 * exp(-event.depth / 0.04);
    v.s1_max_channel_frac[row] = brightestShare(photons, channels, Math.max(event.s1HotShare, near), rng);
    if (!(area > 0) || !digitizeS1(event, area, shape)) {
      missAll(S1_COLUMNS, S1_SHAPE_FROM, row);
      return true;
    }
    v.s1_tba[row] = Math.min(1, Math.max(-1, (areas.top - areas.bottom) / area));
    v.s1_rise_ns[row] = shape.rise;
    v.s1_aft5_ns[row] = shape.aft5;
    v.s1_aft25_ns[row] = shape.aft25;
    v.s1_aft50_ns[row] = shape.aft50;
    v.s1_aft75_ns[row] = shape.aft75;
    v.s1_aft95_ns[row] = shape.aft95;
    v.s1_width50_ns[row] = shape.aft75 - shape.aft25;
    v.s1_width90_ns[row] = shape.aft95 - shape.aft5;
    v.s1_rms_ns[row] = shape.rms;
    v.s1_prompt_frac[row] = shape.prompt;
    v.s1_height_phd_per_ns[row] = shape.height;
    return true;
  };

  const measureS2 = (event: SimEvent, levelMm: number, row: number): boolean => {
    const electrons = event.electrons;
    if (electrons <= 0) return false;
    // More gas under a low surface: more light of each electron, and a longer crossing.
    const gap = 1 + 0.12 * (detector.liquidLevelMm - levelMm);
    const mean = gap * detector.electronGain * electrons;
    const dead = deadPmtNearness(defects, detector, event.x, event.y);
    const gainSpread = detector.electronGainSpread;
    const light = mean + gainSpread * Math.sqrt(electrons) * rng.normal();
    const photons = Math.round(Math.max(0.2 * mean, light));
    const tba =
      detector.s2Tba + event.s2TbaShift - 0.04 * (dead - meanDead) + detector.s2TbaFloor * rng.normal();
    // The spread of the area is in the gain of the electrons already.
    splitArea(photons, Math.min(1, Math.max(0, (1 + tba) / 2)), 0.45, S2_NOISE_PHD, rng, areas);
    const area = areas.top + areas.bottom;
    v.s2_area_phd[row] = area;
    v.s2c_area_phd[row] = area;
    const favoured = detector.s2BrightestShare * (1 - 0.4 * Math.min(1, dead)) * (1 + 0.2 * rng.normal());
    v.s2_max_channel_frac[row] = brightestShare(photons, channels, Math.max(0.03, favoured), rng);
    if (!(area > 0) || !digitizeS2(event, area, detector.gasTransitNs * gap, shape)) {
      missAll(S2_COLUMNS, S2_SHAPE_FROM, row);
      return true;
    }
    v.s2_tba[row] = Math.min(1, Math.max(-1, (areas.top - areas.bottom) / area));
    v.s2_rise_ns[row] = shape.rise;
    v.s2_aft5_ns[row] = shape.aft5;
    v.s2_aft25_ns[row] = shape.aft25;
    v.s2_aft50_ns[row] = shape.aft50;
    v.s2_aft75_ns[row] = shape.aft75;
    v.s2_aft95_ns[row] = shape.aft95;
    v.s2_width50_ns[row] = shape.aft75 - shape.aft25;
    v.s2_width90_ns[row] = shape.aft95 - shape.aft5;
    v.s2_rms_ns[row] = shape.rms;
    v.s2_height_phd_per_ns[row] = shape.height;
    return true;
  };

  /** Light and charge brought to the centre and to zero drift by what the analysis believes of them. */
  const correct = (
    hasS1: boolean,
    driftUs: number,
    lifetimeUs: number,
    radius: number,
    row: number,
  ): void => {
    const depth = Math.min(1, Math.max(0, driftUs / detector.fullDriftUs));
    if (hasS1) v.s1c_area_phd[row] = v.s1_area_phd[row] / lightCollection(detector, depth, radius);
    v.s2c_area_phd[row] =
      (v.s2_area_phd[row] * exp(driftUs / lifetimeUs)) / s2Map(detector, found.x, found.y);
  };

  /** One row; false, and nothing marked as missing, where no pulse is found or the event builder drops a lone S2. */
  return (event: SimEvent, levelMm: number, lifetimeUs: number, row: number): boolean => {
    const hasS1 = event.s1Photons > 0 && measureS1(event, row);
    if (!hasS1 && (event.electrons <= 0 || rng.uniform() >= event.loneS2Kept)) return false;
    const hasS2 = measureS2(event, levelMm, row);
    if (!hasS1) missAll(S1_COLUMNS, 0, row);
    if (!hasS2) missAll(S2_COLUMNS, 0, row);

    const paired = hasS1 && hasS2 && !Number.isNaN(event.driftUs);
    const driftUs = paired ? Math.max(0.05, event.driftUs + 0.05 * rng.normal()) : 0;
    if (paired) v.drift_time_us[row] = driftUs;
    else columns.miss('drift_time_us', row);

    if (hasS2) {
      reconstructPosition(event, driftUs, v.s2_area_phd[row], detector, rng, found);
      const radius = hypotenuse(found.x, found.y);
      if (paired) correct(hasS1, driftUs, lifetimeUs, radius, row);
      else v.s2c_area_phd[row] = v.s2_area_phd[row];
      if (rng.uniform() < FAILED_POSITION_SHARE) {
        v.x_cm[row] = SENTINEL;
        v.y_cm[row] = SENTINEL;
        columns.miss('r_cm', row);
      } else {
        v.x_cm[row] = found.x;
        v.y_cm[row] = found.y;
        v.r_cm[row] = radius;
      }
    } else {
      columns.miss('x_cm', row);
      columns.miss('y_cm', row);
      columns.miss('r_cm', row);
    }
    return true;
  };
}
