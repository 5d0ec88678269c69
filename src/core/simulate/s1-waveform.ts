import { exp } from '../math/exp.ts';
import type { Rng } from '../random/rng.ts';
import type { SimEvent } from './event.ts';
import {
  createLightTemplates,
  LEAD,
  LIGHT_SAMPLES,
  S1_SAMPLE_NS,
  SINGLET_NS,
  TRIPLET_NS,
} from './light-template.ts';
import type { Detector } from './presets.ts';
import { measureShape, type PulseShape } from './pulse-shape.ts';
import { quickExponential, quickNormal, sampleCount } from './quick-draws.ts';

/** Room for a delayed second flash. */
const LONGEST = 256;
const LEAD_NS = LEAD * S1_SAMPLE_NS;
/** Response of a channel to one photon, Gaussian; nest_lux_pulses: 33.7 ns hold 90 % of a lone photon. */
const RESPONSE_NS = 9.8;
const TAPS = 7;
/** Above this many photons their times are drawn as counts per sample, not one by one. */
const ONE_BY_ONE = 32;
/** A pulse starts where a sample exceeds this [phd], or this share of the highest. */
const THRESHOLD_PHD = 0.05;
const THRESHOLD_SHARE = 0.07;

const kernel = responseKernel();

function responseKernel(): Float64Array {
  const taps = new Float64Array(TAPS);
  const half = (TAPS - 1) / 2;
  let sum = 0;
  for (let i = 0; i < TAPS; i++) {
    // A sample is 10 ns wide: average the Gaussian over it.
    for (let s = 0; s < 10; s++) {
      const t = (i - half) * S1_SAMPLE_NS + s - 4.5;
      taps[i] += exp((-t * t) / (2 * RESPONSE_NS * RESPONSE_NS));
    }
    sum += taps[i];
  }
  for (let i = 0; i < TAPS; i++) taps[i] /= sum;
  return taps;
}

/** Time of one photon after the interaction [ns]: decay, recombination (tail 1/t^2, as in NEST), path. */
function photonNs(event: SimEvent, detector: Detector, rng: Rng): number {
  let t = (rng.uniform() < event.s1Singlet ? SINGLET_NS : TRIPLET_NS) * quickExponential(rng);
  if (event.s1RecombinationNs > 0) t += event.s1RecombinationNs * (1 / (1 - rng.uniform()) - 1);
  t += detector.transportNs * quickExponential(rng);
  if (detector.slowTransportShare > 0 && rng.uniform() < detector.slowTransportShare) {
    t += detector.slowTransportNs * quickExponential(rng);
  }
  return t;
}

/** Turns S1 light into a waveform and measures it. Owns its buffers: make one a run. */
export function createS1Digitizer(detector: Detector, rng: Rng) {
  const light = new Float64Array(LONGEST + TAPS);
  const wave = new Float64Array(LONGEST + TAPS);
  const templates = createLightTemplates(detector);

  const flash = (event: SimEvent, photons: number, delayNs: number): void => {
    if (photons <= ONE_BY_ONE) {
      for (let k = 0; k < photons; k++) {
        const t = LEAD_NS + delayNs + photonNs(event, detector, rng);
        const sample = Math.floor(t / S1_SAMPLE_NS);
        const weight = Math.max(0.1, 1 + detector.photonSpread * quickNormal(rng));
        if (sample < LONGEST) light[sample] += weight;
      }
      return;
    }
    const shift = Math.floor(delayNs / S1_SAMPLE_NS);
    const { fast, slow } = templates(event.s1RecombinationNs, delayNs - shift * S1_SAMPLE_NS);
    const singlets = photons * event.s1Singlet;
    const triplets = photons - singlets;
    for (let i = LEAD; i < LIGHT_SAMPLES && i + shift < LONGEST; i++) {
      const count = sampleCount(singlets * fast[i] + triplets * slow[i], rng);
      if (count > 0) light[i + shift] += count + detector.photonSpread * Math.sqrt(count) * quickNormal(rng);
    }
  };

  /**
   * Fills `shape` for a pulse of `area` phd; false where nothing rises above the threshold.
   * Photons are counted one by one up to 32, above that sample by sample.
   */
  return (event: SimEvent, area: number, shape: PulseShape): boolean => {
    const delay =
      event.s1SecondShare > 0 ? Math.min(event.s1SecondNs, (LONGEST - LIGHT_SAMPLES) * S1_SAMPLE_NS) : 0;
    const samples = LIGHT_SAMPLES + Math.ceil(delay / S1_SAMPLE_NS);
    light.fill(0, 0, samples + TAPS);
    const phase = S1_SAMPLE_NS * rng.uniform();
    const second = Math.round(event.s1Photons * event.s1SecondShare);
    flash(event, event.s1Photons - second, phase);
    if (second > 0) flash(event, second, phase + delay);

    const half = (TAPS - 1) / 2;
    let sum = 0;
    for (let i = 0; i < samples; i++) {
      let value = 0;
      for (let k = 0; k < TAPS; k++) {
        const from = i + half - k;
        if (from >= 0) value += kernel[k] * light[from];
      }
      wave[i] = Math.max(0, value);
      sum += wave[i];
    }
    if (!(sum > 0)) return false;
    const scale = area / sum;
    for (let i = 0; i < samples; i++) wave[i] *= scale;
    return measureShape(wave, samples, S1_SAMPLE_NS, THRESHOLD_PHD, THRESHOLD_SHARE, event.s1EarlyNs, shape);
  };
}
