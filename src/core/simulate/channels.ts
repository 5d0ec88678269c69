import { exp } from '../math/exp.ts';
import { log } from '../math/log.ts';
import { power } from '../math/power.ts';
import type { Rng } from '../random/rng.ts';

/**
 * Channels lit by `photons` spread over `channels` equal ones: mean and spread of the occupancy problem,
 * rounded, at least 1 and at most the photons and the channels.
 */
export function litChannels(photons: number, channels: number, rng: Rng): number {
  if (photons <= 0) return 0;
  if (photons === 1) return 1;
  const load = photons / channels;
  const empty = exp(-load);
  const variance = channels * empty * (1 - (1 + load) * empty);
  const lit =
    channels * (1 - power(1 - 1 / channels, photons)) + Math.sqrt(Math.max(0, variance)) * rng.normal();
  return Math.max(1, Math.min(photons, channels, Math.round(lit)));
}

/**
 * Share of the pulse in its brightest channel: the largest of a Poisson count in `channels` equal channels
 * (Gumbel limit), or the counts of one channel that expects the share `brightest`, if larger.
 */
export function brightestShare(photons: number, channels: number, brightest: number, rng: Rng): number {
  if (photons <= 0) return Number.NaN;
  const load = photons / channels;
  const logChannels = log(channels);
  const gumbel = -log(rng.exponential());
  const slope = Math.sqrt(load / (2 * logChannels));
  const crowd = load + Math.sqrt(2 * load * logChannels) + slope * gumbel;
  const favoured = rng.binomial(photons, Math.min(1, brightest));
  const most = Math.max(1, favoured, Math.min(photons, Math.round(crowd)));
  return most / photons;
}
