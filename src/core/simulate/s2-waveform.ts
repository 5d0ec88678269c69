import { exp } from '../math/exp.ts';
import { square } from '../math/power.ts';
import type { Rng } from '../random/rng.ts';
import type { SimEvent } from './event.ts';
import { delayExponentially } from './exponential-delay.ts';
import type { Detector } from './presets.ts';
import { measureShape, type PulseShape } from './pulse-shape.ts';
import { quickExponential, quickNormal, sampleCount } from './quick-draws.ts';

/** At most this many samples hold an S2; a long one gets longer samples. */
const SAMPLES = 96;
const SHORTEST_SAMPLE_NS = 20;
/** Above this many electrons their times are drawn as counts per sample, not one by one. */
const ONE_BY_ONE = 24;

/** A pulse starts where its height exceeds this, or this share of the highest. */
const THRESHOLD_PHD_PER_NS = 0.002;
const THRESHOLD_SHARE = 0.1;

/** Spread of arrival by diffusion, sigma^2 = 2 D t / v^2 [ns]. */
export function diffusionNs(detector: Detector, driftUs: number): number {
  const cm2 = 2 * detector.diffusionCm2PerS * 1e-6 * Math.max(0, driftUs);
  return (Math.sqrt(cm2) / (detector.velocityMmPerUs * 0.1)) * 1e3;
}

/** Standard normal density at steps of 1/64 out to 4.5. */
const density = Float64Array.from({ length: 64 * 4.5 + 2 }, (_, i) => exp(-square(i / 64) / 2));

/**
 * Turns the electrons of an S2 into a waveform and measures it: diffusion, waiting at the surface, a box of
 * light while they cross the gas, photon statistics. Owns its buffers: make one a run.
 */
export function createS2Digitizer(detector: Detector, rng: Rng) {
  const arrivals = new Float64Array(SAMPLES + 2);
  const wave = new Float64Array(SAMPLES + 2);

  const oneByOne = (
    event: SimEvent,
    electrons: number,
    centre: number,
    sigma: number,
    sampleNs: number,
  ): void => {
    for (let k = 0; k < electrons; k++) {
      let t = centre + sigma * quickNormal(rng) + detector.trappingNs * quickExponential(rng);
      if (event.s2TailNs > 0) t += event.s2TailNs * quickExponential(rng);
      if (event.s2SpreadNs > 0) t += event.s2SpreadNs * rng.uniform();
      const sample = Math.floor(t / sampleNs);
      if (sample >= 0 && sample < SAMPLES) arrivals[sample] += 1;
    }
  };

  const bySample = (
    event: SimEvent,
    electrons: number,
    centre: number,
    sigma: number,
    sampleNs: number,
  ): void => {
    wave.fill(0);
    const low = Math.max(0, Math.floor((centre - 3.8 * sigma) / sampleNs));
    const high = Math.min(SAMPLES - 1, Math.ceil((centre + 3.8 * sigma) / sampleNs));
    let sum = 0;
    for (let i = low; i <= high; i++) {
      const z = (Math.abs((i + 0.5) * sampleNs - centre) / sigma) * 64;
      wave[i] = density[Math.min(density.length - 1, Math.round(z))];
      sum += wave[i];
    }
    if (sum === 0) {
      wave[Math.min(SAMPLES - 1, Math.floor(centre / sampleNs))] = 1;
      sum = 1;
    }
    for (let i = low; i <= high; i++) wave[i] *= electrons / sum;
    delayExponentially(wave, 1, detector.trappingNs, sampleNs);
    if (event.s2TailNs > 0) delayExponentially(wave, 1, event.s2TailNs, sampleNs);
    for (let i = low; i < SAMPLES; i++) if (wave[i] > 0) arrivals[i] += sampleCount(wave[i], rng);
  };

  /** Fills `shape` for an S2 of `area` phd; false where there is no light. */
  return (event: SimEvent, area: number, transitNs: number, shape: PulseShape): boolean => {
    const sigma = Math.max(20, diffusionNs(detector, event.s2Depth * detector.fullDriftUs));
    const delay = event.s2SecondShare > 0 ? event.s2SecondNs : 0;
    const lead = 3.8 * sigma + 40;
    const span =
      2 * lead + 6 * Math.max(detector.trappingNs, event.s2TailNs) + event.s2SpreadNs + delay + transitNs;
    const sampleNs = Math.max(SHORTEST_SAMPLE_NS, 10 * Math.ceil(span / SAMPLES / 10));
    arrivals.fill(0);
    const second = Math.round(event.electrons * event.s2SecondShare);
    const first = event.electrons - second;
    const centre = lead + sampleNs * rng.uniform();
    const put = event.electrons > ONE_BY_ONE && event.s2SpreadNs === 0 ? bySample : oneByOne;
    put(event, first, centre, sigma, sampleNs);
    if (second > 0) put(event, second, centre + delay, sigma, sampleNs);

    // An electron makes light evenly while it crosses the gas, from a random point of its sample on.
    const box = transitNs / sampleNs;
    const whole = Math.floor(box);
    const rest = box - whole;
    let running = 0;
    let sum = 0;
    const gain = area / Math.max(1, event.electrons);
    const noise = 1 + square(detector.photonSpread);
    for (let i = 0; i < SAMPLES; i++) {
      running += arrivals[i];
      if (i - whole >= 0) running -= arrivals[i - whole];
      const light = running + (i - whole >= 0 ? rest * arrivals[i - whole] : 0);
      if (light > 0) {
        const mean = (gain * light) / box;
        const value = mean + Math.sqrt(noise * mean) * quickNormal(rng);
        wave[i] = Math.max(0, value);
        sum += wave[i];
      } else {
        wave[i] = 0;
      }
    }
    if (!(sum > 0)) return false;
    const scale = area / sum;
    for (let i = 0; i < SAMPLES; i++) wave[i] *= scale;
    return measureShape(wave, SAMPLES, sampleNs, THRESHOLD_PHD_PER_NS * sampleNs, THRESHOLD_SHARE, 0, shape);
  };
}
