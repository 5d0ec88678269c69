import { pixelX, pixelY, type View } from './axis.ts';
import type { PointsLayer } from './plot.ts';
import type { Sheet } from './sheet.ts';

/** The buffer index of the pixel of every row; -1 where it is out of sight or has no place. */
export interface Placement {
  at: Int32Array;
  inside: number;
}

/**
 * Finds the pixels of all rows. O(rows). `shift` in pixels: half for points an even number of pixels wide, so that
 * they are centred on their place.
 */
export function placePoints(
  { x, y }: Pick<PointsLayer, 'x' | 'y'>,
  view: View,
  sheet: Sheet,
  shift: number,
): Placement {
  const { width, height, stride, margin } = sheet;
  const at = new Int32Array(x.length);
  const device: View = { ...view, width, height };
  const x0 = pixelX(device, 0);
  const kx = pixelX(device, 1) - x0;
  const y0 = pixelY(device, 0);
  const ky = pixelY(device, 1) - y0;
  let inside = 0;
  for (let row = 0; row < at.length; row++) {
    const px = x0 + kx * x[row];
    const py = y0 + ky * y[row];
    if (px >= 0 && px <= width && py >= 0 && py <= height) {
      at[row] = (Math.floor(py + shift) + margin) * stride + Math.floor(px + shift) + margin;
      inside++;
    } else {
      at[row] = -1;
    }
  }
  return { at, inside };
}
