import { hypotenuse } from '../math/power.ts';
import type { Rng } from '../random/rng.ts';
import { wallScale } from './geometry.ts';
import type { Detector } from './presets.ts';

/** Spread of a reconstructed coordinate: 12.06 cm / sqrt(S2 phd), LZ. */
const RESOLUTION_CM = 12.06;
/** Small S2s near the wall are pulled inward by about this over sqrt(S2 phd). */
const PULL_CM = 40;

/**
 * Reconstructed x and y [cm], written to `found`: field lines bend inward with depth (`driftUs`), resolution goes
 * as 1 / sqrt(area), and near the wall small S2s are pulled inward.
 */
export function reconstructPosition(
  truth: { x: number; y: number },
  driftUs: number,
  area: number,
  detector: Detector,
  rng: Rng,
  found: { x: number; y: number },
): void {
  const root = Math.sqrt(Math.max(10, area));
  const size = detector.radiusCm / 72.8;
  let scale = wallScale(detector, Math.min(driftUs, detector.fullDriftUs));
  const radius = hypotenuse(truth.x, truth.y);
  const fromWall = detector.radiusCm - radius;
  const reach = 0.12 * detector.radiusCm;
  if (fromWall < reach) {
    const pull = Math.min(0.3 * radius, (size * PULL_CM * rng.exponential()) / root) * (1 - fromWall / reach);
    scale *= 1 - pull / radius;
  }
  const spread = (Math.max(0.5, size) * RESOLUTION_CM) / root;
  found.x = scale * truth.x + spread * rng.normal();
  found.y = scale * truth.y + spread * rng.normal();
}
