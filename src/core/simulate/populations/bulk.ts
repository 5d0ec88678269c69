import type { SimEvent } from '../event.ts';
import { alphaKeV, erKeV, nrKeV } from '../spectra.ts';
import { deposit, placeEvenly, type Setting } from '../vertex.ts';

export function erBulk(event: SimEvent, setting: Setting): void {
  placeEvenly(event, setting);
  deposit(event, 'er', erKeV(setting.rng), setting);
}

export function nrBulk(event: SimEvent, setting: Setting): void {
  placeEvenly(event, setting);
  deposit(event, 'nr', nrKeV(setting.rng), setting);
}

export function alpha(event: SimEvent, setting: Setting): void {
  placeEvenly(event, setting);
  deposit(event, 'alpha', alphaKeV(setting.rng), setting);
}

/** 32.1 keV, then 9.4 keV with a half life of 154 ns: one S1 with two flashes, and one S2 of 41.5 keV. */
export function kr83m(event: SimEvent, setting: Setting): void {
  placeEvenly(event, setting);
  deposit(event, 'er', 9.4, setting);
  const photons = event.s1Photons;
  const electrons = event.electrons;
  deposit(event, 'er', 32.1, setting);
  event.s1Photons += photons;
  event.electrons += electrons;
  event.s1SecondShare = photons / Math.max(1, event.s1Photons);
  event.s1SecondNs = (154.4 / Math.LN2) * setting.rng.exponential();
}
