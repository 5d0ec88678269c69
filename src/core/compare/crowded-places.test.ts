import { expect, test } from 'vitest';
import { createRng } from '../random/rng.ts';
import { crowdedPlaces, type PlaceColumns } from './crowded-places.ts';

const DISC = 70;

function disc(seed: number, events: number, spot = 0): { x: Float64Array; y: Float64Array } {
  const rng = createRng(seed);
  const x = new Float64Array(events);
  const y = new Float64Array(events);
  for (let i = 0; i < events; i++) {
    const small = i < spot;
    const r = (small ? 8 : DISC) * Math.sqrt(rng.uniform());
    const angle = 2 * Math.PI * rng.uniform();
    x[i] = (small ? 30 : 0) + r * Math.cos(angle);
    y[i] = (small ? 20 : 0) + r * Math.sin(angle);
  }
  return { x, y };
}

const named = (reviewed: PlaceColumns['reviewed'], fresh: PlaceColumns['new']): PlaceColumns => ({
  ...{ x: 'x_cm', y: 'y_cm' },
  reviewed,
  new: fresh,
});

test('a spot that holds more than before is boxed, with what was expected there', () => {
  const { places, looks } = crowdedPlaces(
    [named(disc(1, 3000), disc(2, 2000, 120))],
    new Int32Array(2000),
    1,
  );
  expect(looks).toBeGreaterThan(100);
  const [best] = places;
  expect(best.xRange[0]).toBeGreaterThan(15);
  expect(best.xRange[1]).toBeLessThan(45);
  expect(best.yRange[1]).toBeLessThan(40);
  expect(best.expected).toBeCloseTo((2000 / 3000) * best.reviewed, 9);
  expect(best.count).toBeGreaterThan(2 * best.expected);
  expect(best.sigma).toBeGreaterThan(3);
});

test('chance alone makes a place in few of many runs drawn as the reviewed one was', () => {
  let found = 0;
  for (let seed = 0; seed < 60; seed++) {
    const columns = named(disc(1000 + seed, 700), disc(5000 + seed, 500));
    found += Number(crowdedPlaces([columns], new Int32Array(500), 1).places.length > 0);
  }
  expect(found).toBeLessThanOrEqual(3);
});

test('each run is looked at by itself; missing values and equal ones do no harm', () => {
  const reviewed = disc(3, 800);
  const fresh = disc(4, 900, 50);
  fresh.x[400] = Number.NaN;
  const runOf = Int32Array.from(fresh.x, (_, i) => (i < 50 || i % 2 === 0 ? 1 : 0));
  const { places } = crowdedPlaces([named(reviewed, fresh)], runOf, 2);
  expect(places.map(({ run }) => run)).toContain(1);
  expect(places.map(({ run }) => run)).not.toContain(0);
  const flat = { x: new Float64Array(300).fill(2), y: new Float64Array(300).fill(-1) };
  expect(crowdedPlaces([named(flat, flat)], new Int32Array(300), 1)).toEqual({ places: [], looks: 0 });
});
