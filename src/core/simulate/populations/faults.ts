import type { SimEvent } from '../event.ts';
import type { Setting } from '../vertex.ts';
import { erBulk, nrBulk } from './bulk.ts';
import { logEven } from './charge-loss.ts';

/** An ordinary event whose S1 was taken to start 0.25 to 1.4 us too early, as a first processing had it. */
export function recoLongRise(event: SimEvent, setting: Setting): void {
  const { rng } = setting;
  if (rng.uniform() < 0.9) erBulk(event, setting);
  else nrBulk(event, setting);
  event.s1EarlyNs = 250 + 1150 * rng.uniform();
}

/** A spark in one PMT: that channel holds most of the light, its array nearly all, and no S2 follows. */
export function pmtFlash(event: SimEvent, { rng }: Setting): void {
  event.s1Photons = Math.round(logEven(30, 3000, rng));
  event.s1HotShare = 0.6 + 0.35 * rng.uniform();
  const rest = 1 - event.s1HotShare;
  event.s1TopShare = rng.uniform() < 0.6 ? 0.35 * rest : 1 - 0.35 * rest;
  event.s1Singlet = 0;
  event.s1RecombinationNs = 15 + 15 * rng.uniform();
}
