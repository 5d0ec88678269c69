import { exp } from '../math/exp.ts';
import { log } from '../math/log.ts';
import { delayExponentially } from './exponential-delay.ts';
import type { Detector } from './presets.ts';

/** Sampling of the waveform of an S1, and its room: 4 samples before the interaction, 680 ns after. */
export const S1_SAMPLE_NS = 10;
export const LEAD = 4;
export const LIGHT_SAMPLES = 72;
/** Lives of the two excited states of xenon. */
export const SINGLET_NS = 3.27;
export const TRIPLET_NS = 23.97;

const PHASES = 10;
/** Recombination times are rounded to steps of 8 %. */
const TAU_STEPS_PER_E = 13;

/** Expected share of light in each sample, if all of it came from singlets or from triplets. */
export interface LightTemplate {
  fast: Float64Array;
  slow: Float64Array;
}

/**
 * Templates of the arrival of light: decay, recombination, path to the PMTs. Made when first asked for and kept.
 * The function takes the recombination time and the phase of the interaction in its sample [ns].
 */
export function createLightTemplates(detector: Detector): (tauNs: number, phaseNs: number) => LightTemplate {
  const kept = new Map<number, LightTemplate>();
  return (tauNs, phaseNs) => {
    const phase = Math.min(PHASES - 1, Math.floor((phaseNs / S1_SAMPLE_NS) * PHASES));
    const step = tauNs > 0.1 ? Math.round(log(tauNs / 0.1) * TAU_STEPS_PER_E) : -1;
    const key = (step + 1) * PHASES + phase;
    let template = kept.get(key);
    if (!template) {
      const tau = step < 0 ? 0 : 0.1 * exp(step / TAU_STEPS_PER_E);
      const at = ((phase + 0.5) / PHASES) * S1_SAMPLE_NS;
      template = {
        fast: makeTemplate(detector, SINGLET_NS, tau, at),
        slow: makeTemplate(detector, TRIPLET_NS, tau, at),
      };
      kept.set(key, template);
    }
    return template;
  };
}

function makeTemplate(detector: Detector, lifeNs: number, tauNs: number, phaseNs: number): Float64Array {
  const decay = new Float64Array(LIGHT_SAMPLES);
  let excited = 1;
  for (let i = LEAD; i < LIGHT_SAMPLES; i++) {
    const left = exp(-((i + 1 - LEAD) * S1_SAMPLE_NS - phaseNs) / lifeNs);
    decay[i] = excited - left;
    excited = left;
  }
  const light = new Float64Array(LIGHT_SAMPLES);
  // By t, t / (t + tau) of the electrons are back; their delays are binned about whole samples.
  let back = 0;
  for (let k = 0; k < LIGHT_SAMPLES - LEAD; k++) {
    const t = (k + 0.5) * S1_SAMPLE_NS;
    const now = t / (t + tauNs);
    for (let i = LEAD; i + k < LIGHT_SAMPLES; i++) light[i + k] += (now - back) * decay[i];
    back = now;
  }
  delayExponentially(light, 1, detector.transportNs, S1_SAMPLE_NS);
  if (detector.slowTransportShare > 0) {
    delayExponentially(light, detector.slowTransportShare, detector.slowTransportNs, S1_SAMPLE_NS);
  }
  return light;
}
