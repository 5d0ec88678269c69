import { hasBit } from '../core/table/bits.ts';
import { pixelX, pixelY, type View } from './axis.ts';
import { greyRamp } from './color-map.ts';
import { paletteOf, parseColor } from './palette.ts';
import type { PointsLayer, Rgb, Theme } from './plot.ts';

/**
 * Draws the cloud into pixels on the processor: no WebGL is needed, and how many events share a pixel is
 * counted, not hidden. Pixels are device pixels; all cost is O(rows + pixels).
 */
export interface Raster {
  /** Device pixels of the plot area, and the frame of `margin` around it that takes half-hidden points. */
  width: number;
  height: number;
  margin: number;
  /** Row length of the buffers below: width + 2 margin. */
  stride: number;
  /** RGBA, little-endian, not premultiplied, as ImageData wants it. */
  pixels: Uint32Array<ArrayBuffer>;
  /** How many events touch a pixel, up to 255, and the tone on top. */
  depth: Uint8Array;
  top: Uint8Array;
  /** Sum and number of the values that touch a pixel; made when first needed. */
  sum: Float32Array | null;
  hits: Uint16Array | null;
}

const MARGIN = 8;

export function makeRaster(width: number, height: number): Raster {
  const stride = width + 2 * MARGIN;
  const size = stride * (height + 2 * MARGIN);
  return {
    width,
    height,
    margin: MARGIN,
    stride,
    pixels: new Uint32Array(size),
    depth: new Uint8Array(size),
    top: new Uint8Array(size),
    sum: null,
    hits: null,
  };
}

/** The buffer index of the pixel of every row; -1 where it is out of sight or has no place. */
export interface Placement {
  at: Int32Array;
  inside: number;
}

/** `shift` in pixels: half for points an even number of pixels wide, so that they are centred on their place. */
export function placePoints(layer: PointsLayer, view: View, raster: Raster, shift: number): Placement {
  const { x, y } = layer;
  const { width, height, stride, margin } = raster;
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

/** Width of a point in device pixels: the fewer the larger, 1 to 3 px of the page. */
export function pointSize(count: number, ratio: number): number {
  const size = count <= 3000 ? 3 : count <= 60_000 ? 2 : 1;
  return Math.min(Math.max(1, Math.round(size * ratio)), 2 * MARGIN - 2);
}

/** Pixels of a disc as offsets into a buffer. */
export function stamp(size: number, stride: number): Int32Array {
  const first = -Math.floor(size / 2);
  const offsets: number[] = [];
  const middle = (size - 1) / 2;
  const reach = size <= 2 ? Infinity : (size / 2 - 0.15) ** 2;
  for (let dy = 0; dy < size; dy++) {
    for (let dx = 0; dx < size; dx++) {
      const distance = (dx - middle) ** 2 + (dy - middle) ** 2;
      if (distance <= reach) offsets.push((first + dy) * stride + first + dx);
    }
  }
  return Int32Array.from(offsets);
}

export interface RasterResult {
  /** Most events in one cell of a density; 0 otherwise. */
  peak: number;
}

const CONTEXT = 254;
const SELECTED = 255;

export function drawPoints(
  raster: Raster,
  layer: PointsLayer,
  placement: Placement,
  size: number,
  ratio: number,
  theme: Theme,
): RasterResult {
  raster.pixels.fill(0);
  raster.depth.fill(0);
  const active = layer.selected !== null && layer.selectedCount > 0;
  const small = stamp(size, raster.stride);
  // A handful of selected events is drawn larger; the same parity keeps it centred.
  const large = stamp(
    active && layer.selectedCount <= 2000 ? size + 2 * Math.max(1, Math.round(ratio / 2)) : size,
    raster.stride,
  );
  let peak = 0;
  if (layer.density && layer.ramp) {
    peak = drawDensity(raster, layer, placement, active, ratio, theme);
    if (active) {
      stampTone(raster, layer, placement, large, true);
      paintTones(raster, layer, placement.inside, theme);
    }
  } else if (layer.values && layer.ramp) {
    stampTones(raster, layer, placement, small, active, true);
    if (active) stampTone(raster, layer, placement, large, true);
    paintTones(raster, layer, placement.inside, theme);
    drawValues(raster, layer, layer.values, placement, active ? large : small, active);
  } else {
    stampTones(raster, layer, placement, small, active, false);
    if (active) stampTone(raster, layer, placement, large, true);
    paintTones(raster, layer, placement.inside, theme);
  }
  return { peak };
}

/** Unselected rows: all in grey while something is selected, else in their tones by rank. */
function stampTones(
  raster: Raster,
  layer: PointsLayer,
  placement: Placement,
  offsets: Int32Array,
  active: boolean,
  onlyWithoutValue: boolean,
): void {
  if (active) {
    stampTone(raster, layer, placement, offsets, false);
    return;
  }
  const { depth, top } = raster;
  const { at } = placement;
  const { tone, tones, values } = layer;
  const ranks = onlyWithoutValue ? 1 : tones.reduce((most, one) => Math.max(most, one.rank + 1), 1);
  for (let rank = 0; rank < ranks; rank++) {
    for (let row = 0; row < at.length; row++) {
      const place = at[row];
      if (place < 0) continue;
      if (onlyWithoutValue && values !== null && !Number.isNaN(values[row])) continue;
      const own = onlyWithoutValue ? 1 : tone === null ? 0 : tone[row];
      if (!onlyWithoutValue && tones[own].rank !== rank) continue;
      for (let k = 0; k < offsets.length; k++) {
        const pixel = place + offsets[k];
        if (depth[pixel] === 0 || tones[top[pixel]].rank < rank) depth[pixel] = 1;
        else if (depth[pixel] < 255) depth[pixel]++;
        top[pixel] = own;
      }
    }
  }
}

/** All selected rows (or all others) in one tone, over whatever is there. */
function stampTone(
  raster: Raster,
  layer: PointsLayer,
  placement: Placement,
  offsets: Int32Array,
  chosen: boolean,
): void {
  const { depth, top } = raster;
  const { at } = placement;
  const selected = layer.selected!;
  const own = chosen ? SELECTED : CONTEXT;
  for (let row = 0; row < at.length; row++) {
    const place = at[row];
    if (place < 0 || hasBit(selected, row) !== chosen) continue;
    for (let k = 0; k < offsets.length; k++) {
      const pixel = place + offsets[k];
      if (depth[pixel] === 0 || top[pixel] !== own) depth[pixel] = 1;
      else if (depth[pixel] < 255) depth[pixel]++;
      top[pixel] = own;
    }
  }
}

/** One event is seen well, many sharing a pixel are seen better: opacity 1 - (1 - a)^n. */
function paintTones(raster: Raster, layer: PointsLayer, inside: number, theme: Theme): void {
  const palette = paletteOf(theme);
  const words = new Uint32Array(256);
  layer.tones.forEach((tone, i) => {
    words[i] = rgbWord(tone.color);
  });
  words[CONTEXT] = rgbWord(parseColor(palette.context));
  words[SELECTED] = rgbWord(parseColor(palette.selected));
  const first = inside <= 3000 ? 0.9 : inside <= 60_000 ? 0.7 : inside <= 300_000 ? 0.5 : 0.35;
  const veil = opacities(first);
  const solid = opacities(Math.max(first, 0.85));
  const { pixels, depth, top } = raster;
  for (let i = 0; i < pixels.length; i++) {
    const n = depth[i];
    if (n !== 0) pixels[i] = words[top[i]] | (top[i] === SELECTED ? solid[n] : veil[n]);
  }
}

function drawValues(
  raster: Raster,
  layer: PointsLayer,
  values: Float32Array,
  placement: Placement,
  offsets: Int32Array,
  active: boolean,
): void {
  const { pixels } = raster;
  raster.sum ??= new Float32Array(pixels.length);
  raster.hits ??= new Uint16Array(pixels.length);
  const { sum, hits } = raster;
  sum.fill(0);
  hits.fill(0);
  const { at } = placement;
  for (let row = 0; row < at.length; row++) {
    const place = at[row];
    const value = values[row];
    if (place < 0 || Number.isNaN(value) || (active && !hasBit(layer.selected!, row))) continue;
    for (let k = 0; k < offsets.length; k++) {
      const pixel = place + offsets[k];
      if (hits[pixel] === 65535) continue;
      sum[pixel] += value;
      hits[pixel]++;
    }
  }
  const words = layer.ramp!.map(rgbWord);
  for (let i = 0; i < pixels.length; i++) {
    if (hits[i] !== 0) {
      pixels[i] = words[Math.round((sum[i] / hits[i]) * 255)] | 0xff000000;
    }
  }
}

/** Side of a density cell in device pixels. */
export function cellSize(inside: number, ratio: number): number {
  return Math.max(1, Math.round((inside <= 5000 ? 4 : inside <= 60_000 ? 3 : 2) * ratio));
}

function drawDensity(
  raster: Raster,
  layer: PointsLayer,
  placement: Placement,
  active: boolean,
  ratio: number,
  theme: Theme,
): number {
  const { width, height, stride, margin, pixels } = raster;
  const side = cellSize(placement.inside, ratio);
  const across = Math.ceil((width + 1) / side);
  const down = Math.ceil((height + 1) / side);
  const cells = new Uint32Array(across * down);
  const { at } = placement;
  let peak = 0;
  for (let row = 0; row < at.length; row++) {
    const place = at[row];
    if (place < 0) continue;
    const py = Math.min(((place / stride) | 0) - margin, height);
    const px = Math.min((place % stride) - margin, width);
    const n = ++cells[((py / side) | 0) * across + ((px / side) | 0)];
    if (n > peak) peak = n;
  }
  const palette = paletteOf(theme);
  const ramp = active ? greyRamp(parseColor(palette.context), parseColor(palette.text)) : layer.ramp!;
  const words = ramp.map(rgbWord);
  const scale = peak > 1 ? 255 / Math.log10(peak) : 0;
  for (let py = 0; py < height; py++) {
    const from = (py + margin) * stride + margin;
    const line = ((py / side) | 0) * across;
    for (let px = 0; px < width; px++) {
      const n = cells[line + ((px / side) | 0)];
      if (n !== 0) pixels[from + px] = words[Math.round(Math.log10(n) * scale)] | 0xff000000;
    }
  }
  return peak;
}

function opacities(first: number): Uint32Array {
  const words = new Uint32Array(256);
  for (let n = 1; n < 256; n++) words[n] = (Math.round(255 * (1 - (1 - first) ** n)) << 24) >>> 0;
  return words;
}

function rgbWord(color: Rgb): number {
  return (Math.round(color[0]) | (Math.round(color[1]) << 8) | (Math.round(color[2]) << 16)) >>> 0;
}
