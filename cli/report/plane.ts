import { clusterColor, paletteOf, parseColor } from '../../src/plots/palette.ts';
import type { Theme } from '../../src/plots/plot.ts';
import { encodePng } from './png.ts';

/** Pixels a side; shown at half the size, so it is sharp on dense screens. */
const SIDE = 1200;
const MARGIN = 24;

interface Frame {
  left: number;
  top: number;
  scale: number;
}

/** The plane as a picture, a data: URI: one disc a row, noise in grey below, small clusters on top of large ones. */
export function planePicture(x: Float32Array, y: Float32Array, labels: Int32Array, theme: Theme): string {
  const frame = frameOf(x, y);
  const pixels = new Uint8Array(SIDE * SIDE * 4);
  const sizes = new Map<number, number>();
  let rows = 0;
  for (let row = 0; row < labels.length; row++) {
    if (Number.isNaN(x[row])) continue;
    rows++;
    sizes.set(labels[row], (sizes.get(labels[row]) ?? 0) + 1);
  }
  const radius = rows < 3_000 ? 5 : rows < 30_000 ? 3 : 2;
  const order = [...sizes.keys()].sort(
    (a, b) => Number(b < 0) - Number(a < 0) || sizes.get(b)! - sizes.get(a)!,
  );
  for (const label of order) {
    const color = parseColor(label < 0 ? paletteOf(theme).noise : clusterColor(theme, label));
    for (let row = 0; row < labels.length; row++) {
      if (labels[row] !== label || Number.isNaN(x[row])) continue;
      drawDisc(
        pixels,
        MARGIN + (x[row] - frame.left) * frame.scale,
        MARGIN + (frame.top - y[row]) * frame.scale,
        radius,
        color,
      );
    }
  }
  return `data:image/png;base64,${encodePng(SIDE, SIDE, pixels).toString('base64')}`;
}

/** Below this share of the picture's side a name would hide its cluster. */
const SMALL = 0.06;

/**
 * Where to write the name of each cluster: the median of its places, in % from the left and the top; `beside` where
 * it should stand off, since most of the cluster is smaller than its name.
 */
export function clusterPlaces(
  x: Float32Array,
  y: Float32Array,
  labels: Int32Array,
  clusters: number,
): { label: number; left: number; top: number; beside: boolean }[] {
  const frame = frameOf(x, y);
  const members = Array.from({ length: clusters }, () => ({ xs: [] as number[], ys: [] as number[] }));
  for (let row = 0; row < labels.length; row++) {
    if (labels[row] < 0) continue;
    members[labels[row]].xs.push(x[row]);
    members[labels[row]].ys.push(y[row]);
  }
  /** The median, and how far the middle 80 % reach; sorts its argument. */
  const middle = (values: number[]): { at: number; extent: number } => {
    values.sort((a, b) => a - b);
    const quantile = (share: number): number => values[Math.floor(share * (values.length - 1))];
    return { at: quantile(0.5), extent: quantile(0.9) - quantile(0.1) };
  };
  const percent = (pixels: number): number => (100 * (MARGIN + pixels)) / SIDE;
  return members.map(({ xs, ys }, label) => {
    const across = middle(xs);
    const up = middle(ys);
    return {
      label,
      left: percent((across.at - frame.left) * frame.scale),
      top: percent((frame.top - up.at) * frame.scale),
      beside: Math.max(across.extent, up.extent) * frame.scale < SMALL * SIDE,
    };
  });
}

/** One scale for both axes: a plane has no preferred direction. */
function frameOf(x: Float32Array, y: Float32Array): Frame {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let row = 0; row < x.length; row++) {
    if (Number.isNaN(x[row])) continue;
    left = Math.min(left, x[row]);
    right = Math.max(right, x[row]);
    bottom = Math.min(bottom, y[row]);
    top = Math.max(top, y[row]);
  }
  const extent = Math.max(right - left, top - bottom, 1e-12);
  const scale = (SIDE - 2 * MARGIN) / extent;
  return {
    left: left - (extent - (right - left)) / 2,
    top: top + (extent - (top - bottom)) / 2,
    scale,
  };
}

/** A disc with a soft edge, laid over what is there (colours not premultiplied). */
function drawDisc(
  pixels: Uint8Array,
  cx: number,
  cy: number,
  radius: number,
  color: readonly number[],
): void {
  const reach = radius + 1;
  for (let py = Math.max(0, Math.floor(cy - reach)); py <= Math.min(SIDE - 1, cy + reach); py++) {
    for (let px = Math.max(0, Math.floor(cx - reach)); px <= Math.min(SIDE - 1, cx + reach); px++) {
      const cover = Math.min(1, radius + 0.5 - Math.hypot(px - cx, py - cy));
      if (cover <= 0) continue;
      const at = 4 * (py * SIDE + px);
      const over = 0.75 * cover;
      const under = (pixels[at + 3] / 255) * (1 - over);
      const alpha = over + under;
      for (let c = 0; c < 3; c++)
        pixels[at + c] = Math.round((color[c] * over + pixels[at + c] * under) / alpha);
      pixels[at + 3] = Math.round(255 * alpha);
    }
  }
}
