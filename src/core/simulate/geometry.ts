import { cosine, sine } from '../math/circle.ts';
import { exp } from '../math/exp.ts';
import { square } from '../math/power.ts';
import type { Rng } from '../random/rng.ts';
import { type Detector, polynomial } from './presets.ts';

/** A wire that emits electrons: where it lies, which way it runs, and the bright piece of it. */
export interface HotWire {
  /** Distance from the axis and direction of the normal. */
  offsetCm: number;
  angle: number;
  /** Middle and half length of the bright piece, along the wire. */
  middleCm: number;
  halfLengthCm: number;
}

/** What is wrong with this detector: fixed for all runs of a seed. */
export interface Defects {
  deadPmts: { x: number; y: number }[];
  gateWires: HotWire[];
  cathodeWires: HotWire[];
  /** A sagging or uncovered spot. */
  spot: { x: number; y: number; radiusCm: number };
}

export function planDefects(detector: Detector, rng: Rng): Defects {
  const disc = (within: number): { x: number; y: number } => {
    const r = within * detector.radiusCm * Math.sqrt(rng.uniform());
    const angle = 2 * Math.PI * rng.uniform();
    return { x: r * cosine(angle), y: r * sine(angle) };
  };
  // Two grids of parallel wires, the cathode's turned by 90 degrees.
  const wire = (angle: number): HotWire => {
    const offsetCm = (1.5 * rng.uniform() - 0.75) * detector.radiusCm;
    const chord = Math.sqrt(square(detector.radiusCm) - square(offsetCm));
    return {
      offsetCm,
      angle,
      middleCm: (rng.uniform() - 0.5) * chord,
      halfLengthCm: chord * (0.2 + 0.3 * rng.uniform()),
    };
  };
  return {
    deadPmts: Array.from({ length: 4 }, () => disc(0.9)),
    gateWires: Array.from({ length: 4 }, () => wire(0)),
    cathodeWires: Array.from({ length: 3 }, () => wire(Math.PI / 2)),
    spot: { ...disc(0.65), radiusCm: 0.14 * detector.radiusCm },
  };
}

/** A point even in the disc of the detector [cm], written to `target`. */
export function placeInDisc(target: { x: number; y: number }, radiusCm: number, rng: Rng): void {
  const r = radiusCm * Math.sqrt(rng.uniform());
  const angle = 2 * Math.PI * rng.uniform();
  target.x = r * cosine(angle);
  target.y = r * sine(angle);
}

export function placeOnWire(target: { x: number; y: number }, wire: HotWire, rng: Rng): void {
  const along = wire.middleCm + wire.halfLengthCm * (2 * rng.uniform() - 1);
  target.x = wire.offsetCm * cosine(wire.angle) - along * sine(wire.angle);
  target.y = wire.offsetCm * sine(wire.angle) + along * cosine(wire.angle);
}

/** Drift field at a depth [V/cm]; depth 0 at the surface, 1 at the cathode. */
export function fieldAt(detector: Detector, depth: number): number {
  return detector.fieldTop + (detector.fieldBottom - detector.fieldTop) * depth;
}

/** Share of S1 light collected, relative to the centre of the detector. */
export function lightCollection(detector: Detector, depth: number, radiusCm: number): number {
  const wall = radiusCm / detector.radiusCm;
  return polynomial(detector.lightCollection, depth) * (1.02 - 0.04 * wall * wall);
}

/** Light of an S2 relative to the mean over x and y: less towards the wall, and a gentle tilt. */
export function s2Map(detector: Detector, x: number, y: number): number {
  const u = x / detector.radiusCm;
  const v = y / detector.radiusCm;
  return 1.05 - 0.1 * (u * u + v * v) + 0.02 * u - 0.015 * v;
}

/** Where field lines from the wall reach the surface, relative to the true radius. */
export function wallScale(detector: Detector, driftUs: number): number {
  return polynomial(detector.wallCm, -Math.max(0, driftUs)) / detector.radiusCm;
}

/** Spread of the bell of a dead PMT over the radius of the detector. */
const PMT_BELL = 0.12;

/** Sum over dead PMTs of a bell of the size of a PMT: 0 far from all, about 1 below one. */
export function deadPmtNearness(defects: Defects, detector: Detector, x: number, y: number): number {
  const size = PMT_BELL * detector.radiusCm;
  let sum = 0;
  for (const pmt of defects.deadPmts) {
    const distance = (square(x - pmt.x) + square(y - pmt.y)) / (size * size);
    if (distance < 16) sum += exp(-distance / 2);
  }
  return sum;
}

/** Mean of `deadPmtNearness` over the disc: S2 TBA is quoted for the detector as it is. */
export function meanDeadPmtNearness(defects: Defects): number {
  return defects.deadPmts.length * 2 * PMT_BELL * PMT_BELL;
}
