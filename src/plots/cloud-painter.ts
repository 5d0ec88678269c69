import { sameView, type View } from './axis.ts';
import { greyRamp, selectedRamp } from './color-map.ts';
import { type CellCounts, countCells, countChosen, countRows, mixTones, sumValues } from './count-pixels.ts';
import { buildRowGrid, nearestRow, type RowGrid } from './nearest-row.ts';
import { FEW, type Opacity, opacityOf, rgbWord } from './opacity.ts';
import { paletteOf, parseColor } from './palette.ts';
import { type Placement, placePoints } from './placement.ts';
import type { PointsLayer, Theme } from './plot.ts';
import { makeSheet, pointSize, type Sheet, stamp } from './sheet.ts';

/** A drawn cloud. */
export interface Picture {
  sheet: Sheet;
  /** RGBA, little-endian, not premultiplied, as ImageData wants it. */
  pixels: Uint32Array<ArrayBuffer>;
  /** Rows in sight. */
  inside: number;
  /** Most events in one cell of a density; 0 otherwise. */
  peak: number;
}

/** A cloud as it is drawn: its rows, how many of them have a place, and on what ground. */
export interface CloudLayer {
  points: PointsLayer;
  drawable: number;
  theme: Theme;
}

/** What a view of a cloud costs O(rows) to know, whatever its colours and its selection. */
interface Placed {
  x: PointsLayer['x'];
  y: PointsLayer['y'];
  view: View;
  ratio: number;
  sheet: Sheet;
  size: number;
  placement: Placement;
  counts: Uint32Array | null;
  cells: CellCounts | null;
  grid: RowGrid | null;
  /** The last picture without a selection: clearing one brings it back. */
  whole: (Pick<PointsLayer, 'tone' | 'values' | 'density'> & { theme: Theme; picture: Picture }) | null;
  /** All events in grey, as they lie under every selection. */
  ground: { density: boolean; theme: Theme; pixels: Uint32Array<ArrayBuffer> } | null;
}

/**
 * Draws one cloud into pixels on the processor: no WebGL is needed, and how many events share a pixel is counted,
 * not hidden. Drawing it again with another selection costs O(selected rows + pixels).
 */
export class CloudPainter {
  private layer: CloudLayer | null = null;
  private placed: Placed | null = null;

  show(layer: CloudLayer): void {
    this.layer = layer;
  }

  paint(view: View, ratio: number): Picture {
    return paintPlaced(this.shown(), this.place(view, ratio));
  }

  /** As `paint`, for a picture of another size: what is known of the view on the screen is kept. */
  paintApart(view: View, ratio: number): Picture {
    const layer = this.shown();
    return paintPlaced(layer, placeLayer(layer, view, ratio));
  }

  /** The row nearest to a point of the plot area within `reach`, all in px of the page; null where there is none. */
  nearest(view: View, ratio: number, px: number, py: number, reach: number): number | null {
    const placed = this.place(view, ratio);
    placed.grid ??= buildRowGrid(placed.placement, placed.sheet);
    const near = Math.min(16, reach * ratio);
    return nearestRow(placed.grid, placed.placement, placed.sheet, px * ratio, py * ratio, near);
  }

  private shown(): CloudLayer {
    if (!this.layer) throw new RangeError('a cloud was asked for before it was shown');
    return this.layer;
  }

  private place(view: View, ratio: number): Placed {
    const layer = this.shown();
    const { x, y } = layer.points;
    const last = this.placed;
    const kept = last && last.x === x && last.y === y && last.ratio === ratio && sameView(last.view, view);
    if (!kept || last.size !== pointSize(layer.drawable, ratio)) this.placed = placeLayer(layer, view, ratio);
    return this.placed!;
  }
}

function placeLayer({ points, drawable }: CloudLayer, view: View, ratio: number): Placed {
  const sheet = makeSheet(
    Math.max(1, Math.round(view.width * ratio)),
    Math.max(1, Math.round(view.height * ratio)),
  );
  const size = pointSize(drawable, ratio);
  const placement = placePoints(points, view, sheet, size % 2 === 0 ? 0.5 : 0);
  const { x, y } = points;
  const unknown = { counts: null, cells: null, grid: null, whole: null, ground: null };
  return { x, y, view, ratio, sheet, size, placement, ...unknown };
}

function paintPlaced(layer: CloudLayer, placed: Placed): Picture {
  const { tone, values, density, selected, selectedCount } = layer.points;
  if (selected && selectedCount > 0) return paintAnew(layer, placed);
  const { theme } = layer;
  const { whole } = placed;
  const known =
    whole?.tone === tone && whole.values === values && whole.density === density && whole.theme === theme;
  if (!known) placed.whole = { tone, values, density, theme, picture: paintAnew(layer, placed) };
  // Its pixels are given away.
  const { picture } = placed.whole!;
  return { ...picture, pixels: picture.pixels.slice() };
}

function paintAnew(layer: CloudLayer, placed: Placed): Picture {
  const { points, theme } = layer;
  const { sheet, placement, size, ratio } = placed;
  const selected = points.selectedCount > 0 ? points.selected : null;
  const small = stamp(size, sheet.stride);
  // A handful of selected events is drawn larger; the same parity keeps it centred and covers the others' grey.
  const grown = points.selectedCount <= 2000 ? 2 * Math.max(1, Math.round(ratio / 2)) : 0;
  const large = selected ? stamp(size + grown, sheet.stride) : small;
  const pixels = selected ? paintGround(layer, placed, small).slice() : paintAll(layer, placed, small);
  const valued = points.values && points.ramp && !points.density ? points.values : null;
  if (selected) {
    const counts = countChosen(sheet, placement, large, selected, valued);
    if (points.selectedCount <= FEW) {
      const { solid } = opacityOf(placement.inside);
      paintCounts(pixels, counts, rgbWord(parseColor(paletteOf(theme).selected)), solid);
    } else {
      paintShades(pixels, counts, Uint32Array.from(selectedRamp(theme), rgbWord));
    }
  }
  if (valued) {
    const { hits, sum } = sumValues(sheet, placement, large, valued, selected);
    const words = Uint32Array.from(points.ramp!, rgbWord);
    for (let i = 0; i < pixels.length; i++) {
      if (hits[i] !== 0) pixels[i] = words[Math.round((sum[i] / hits[i]) * 255)] | OPAQUE;
    }
  }
  const peak = points.density && points.ramp ? cellsOf(placed).peak : 0;
  return { sheet, pixels, inside: placement.inside, peak };
}

/** All events in their colours, but for those that `sumValues` colours. */
function paintAll({ points }: CloudLayer, placed: Placed, small: Int32Array) {
  const { sheet, placement } = placed;
  const pixels = new Uint32Array(sheet.size);
  const { veil } = opacityOf(placement.inside);
  if (points.density && points.ramp) {
    paintCells(pixels, sheet, cellsOf(placed), Uint32Array.from(points.ramp, rgbWord));
  } else if (points.values && points.ramp) {
    const rest = countWithout(sheet, placement, small, points.values);
    paintCounts(pixels, rest, rgbWord(points.tones[NO_VALUE].color), veil);
  } else if (points.tone) {
    paintMix(pixels, mixTones(sheet, placement, small, points.tone, points.tones), veil);
  } else {
    paintCounts(pixels, countsOf(placed, small), rgbWord(points.tones[0].color), veil);
  }
  return pixels;
}

function paintGround({ points, theme }: CloudLayer, placed: Placed, small: Int32Array) {
  const density = points.density && points.ramp !== null;
  const { ground, sheet, placement } = placed;
  if (ground?.density === density && ground.theme === theme) return ground.pixels;
  const pixels = new Uint32Array(sheet.size);
  const { context, text } = paletteOf(theme);
  if (density) {
    const ramp = greyRamp(parseColor(context), parseColor(text));
    paintCells(pixels, sheet, cellsOf(placed), Uint32Array.from(ramp, rgbWord));
  } else {
    const { veil } = opacityOf(placement.inside);
    paintCounts(pixels, countsOf(placed, small), rgbWord(parseColor(context)), veil);
  }
  placed.ground = { density, theme, pixels };
  return pixels;
}

function cellsOf(placed: Placed): CellCounts {
  const { sheet, placement, ratio } = placed;
  placed.cells ??= countCells(sheet, placement, cellSize(placement.inside, ratio));
  return placed.cells;
}

function countsOf(placed: Placed, small: Int32Array): Uint32Array {
  placed.counts ??= countRows(placed.sheet, placed.placement, small);
  return placed.counts;
}

/** The tone of rows that have no value to be coloured by. */
const NO_VALUE = 1;
const OPAQUE = 0xff000000;

/** Side of a density cell in device pixels. */
export function cellSize(inside: number, ratio: number): number {
  return Math.max(1, Math.round((inside <= 5000 ? 4 : inside <= 60_000 ? 3 : 2) * ratio));
}

function countWithout(sheet: Sheet, placement: Placement, offsets: Int32Array, values: Float32Array) {
  const at = placement.at.map((place, row) => (Number.isNaN(values[row]) ? place : -1));
  return countRows(sheet, { at, inside: placement.inside }, offsets);
}

function paintCounts(pixels: Uint32Array, counts: Uint32Array, word: number, alphas: Opacity): void {
  const alpha = alphas(counts);
  const last = alpha.length - 1;
  for (let i = 0; i < pixels.length; i++) {
    const n = counts[i];
    if (n !== 0) pixels[i] = word | alpha[Math.min(n, last)];
  }
}

/** Shades by the logarithm of the number: many selected events would else be one solid blot. */
function paintShades(pixels: Uint32Array, counts: Uint32Array, words: Uint32Array): void {
  let peak = 1;
  for (let i = 0; i < counts.length; i++) if (counts[i] > peak) peak = counts[i];
  const scale = peak > 1 ? 255 / Math.log(peak) : 0;
  const shades = Uint32Array.from({ length: peak + 1 }, (_, n) =>
    n === 0 ? 0 : words[Math.round(Math.log(n) * scale)] | OPAQUE,
  );
  for (let i = 0; i < pixels.length; i++) if (counts[i] !== 0) pixels[i] = shades[counts[i]];
}

function paintMix(pixels: Uint32Array, mix: Uint32Array, alphas: Opacity): void {
  const counts = new Uint32Array(pixels.length);
  for (let i = 0; i < counts.length; i++) counts[i] = mix[4 * i + 3];
  const alpha = alphas(counts);
  const last = alpha.length - 1;
  for (let i = 0; i < pixels.length; i++) {
    const n = counts[i];
    if (n === 0) continue;
    const red = Math.round(mix[4 * i] / n);
    const green = Math.round(mix[4 * i + 1] / n);
    const blue = Math.round(mix[4 * i + 2] / n);
    pixels[i] = red | (green << 8) | (blue << 16) | alpha[Math.min(n, last)];
  }
}

function paintCells(pixels: Uint32Array, sheet: Sheet, cells: CellCounts, words: Uint32Array): void {
  const { width, height, stride, margin } = sheet;
  const { side, across, counts, peak } = cells;
  const scale = peak > 1 ? 255 / Math.log10(peak) : 0;
  const shades = Uint32Array.from(counts, (n) =>
    n === 0 ? 0 : words[Math.round(Math.log10(n) * scale)] | OPAQUE,
  );
  for (let py = 0; py < height; py++) {
    const from = (py + margin) * stride + margin;
    const line = ((py / side) | 0) * across;
    for (let px = 0; px < width; px++) pixels[from + px] = shades[line + ((px / side) | 0)];
  }
}
