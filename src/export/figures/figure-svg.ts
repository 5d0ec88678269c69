import { toBase64 } from '../../notebook/packed-labels.ts';
import { equalAspect, pixelX, pixelY, type View, viewOf } from '../../plots/axis.ts';
import type { Picture } from '../../plots/cloud-painter.ts';
import { formatColor, paletteOf } from '../../plots/palette.ts';
import type { AxisModel, ColorBarModel, FigureModel, FrameModel, SeriesModel } from '../../plots/plot.ts';
import { peakOutline, stepOutline } from '../../plots/plotly-picture.ts';
import { short, ticksOf } from '../viewer/axis.ts';
import { encodePng } from './png.ts';

const WIDTH = 560;
/** Pixels of the cloud's picture a px of the figure. */
export const RATIO = 2;
const LINE = 16;

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Where things of a figure are. */
export interface FigurePlan {
  box: Box;
  /** Of the plot area. */
  view: View;
}

/** The places of a figure of such a height, in px. */
export function planFigure(frame: FrameModel, height: number): FigurePlan {
  const box: Box = {
    left: frame.y.ticks ? 64 : 28,
    top: 10 + LINE * legendRows(frame).length,
    width: 0,
    height: height - 46,
  };
  box.width = WIDTH - box.left - (frame.colorBar ? 84 : 14);
  const whole = viewOf(frame.x, frame.y, box.width, box.height);
  return { box, view: frame.equalAspect ? equalAspect(whole) : whole };
}

/**
 * A figure as a file that needs nothing else: axes, series and legend as SVG, the cloud of events as the picture that
 * the screen shows, in a PNG inside. `message` of the model must be null.
 * @param cloud painted for the view of the plan, at RATIO; null where there is none.
 */
export async function figureSvg(
  model: FigureModel,
  { box, view }: FigurePlan,
  cloud: Picture | null,
): Promise<string> {
  const { frame } = model;
  const palette = paletteOf(frame.theme);
  const legend = legendRows(frame);
  const tall = box.top + box.height + 42;
  const parts = [
    `<rect width="${WIDTH}" height="${tall}" fill="${palette.ground}"/>`,
    ...axisLines(frame, view, box, palette.grid),
    `<svg x="${box.left}" y="${box.top}" width="${box.width}" height="${box.height}">`,
    ...frame.series.map((series) => seriesPath(series, view, frame)),
    ...(cloud ? [await cloudImage(cloud, box)] : []),
    ...model.overlay.map((series) => seriesPath(series, view, frame)),
    '</svg>',
    `<rect x="${box.left}" y="${box.top}" width="${box.width}" height="${box.height}" fill="none" stroke="${palette.axis}"/>`,
    ...axisTexts(frame, view, box),
    ...legendMarks(legend),
    ...(frame.colorBar ? colorBar(frame.colorBar, box, cloud?.peak ?? 0) : []),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${tall}" viewBox="0 0 ${WIDTH} ${tall}" font-family="system-ui, sans-serif" font-size="11" fill="${palette.text}">`,
    `<title>${escapeXml(model.summary)}</title>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

async function cloudImage({ sheet, pixels }: Picture, { width, height }: Box): Promise<string> {
  const rgba = new Uint32Array(sheet.width * sheet.height);
  for (let y = 0; y < sheet.height; y++) {
    const from = (y + sheet.margin) * sheet.stride + sheet.margin;
    rgba.set(pixels.subarray(from, from + sheet.width), y * sheet.width);
  }
  const png = toBase64(await encodePng(sheet.width, sheet.height, new Uint8Array(rgba.buffer)));
  return `<image width="${width}" height="${height}" preserveAspectRatio="none" href="data:image/png;base64,${png}"/>`;
}

const mostAcross = ({ width }: Box): number => Math.max(2, width / 70);
const mostUp = ({ height }: Box): number => Math.max(2, height / 45);
const isLog = (axis: AxisModel): boolean => axis.scale === 'log';

function ticksAcross({ x }: FrameModel, view: View, box: Box) {
  const ticks = x.ticks ? ticksOf(view.x, isLog(x), mostAcross(box)) : [];
  return ticks.map(({ place, text }) => ({ at: round(box.left + pixelX(view, place)), text }));
}

function ticksUp({ y }: FrameModel, view: View, box: Box) {
  const ticks = y.ticks ? ticksOf(view.y, isLog(y), mostUp(box)) : [];
  return ticks.map(({ place, text }) => ({ at: round(box.top + pixelY(view, place)), text }));
}

function axisLines(frame: FrameModel, view: View, box: Box, grid: string): string[] {
  const [right, bottom] = [box.left + box.width, box.top + box.height];
  const path = [
    ...ticksAcross(frame, view, box).map(({ at }) => `M${at} ${box.top}V${bottom}`),
    ...ticksUp(frame, view, box).map(({ at }) => `M${box.left} ${at}H${right}`),
  ].join('');
  return path === '' ? [] : [`<path d="${path}" stroke="${grid}" fill="none"/>`];
}

function axisTexts(frame: FrameModel, view: View, box: Box): string[] {
  const bottom = box.top + box.height;
  const middle = box.top + box.height / 2;
  return [
    ...ticksAcross(frame, view, box).map(
      ({ at, text }) => `<text x="${at}" y="${bottom + 15}" text-anchor="middle">${text}</text>`,
    ),
    ...ticksUp(frame, view, box).map(
      ({ at, text }) => `<text x="${box.left - 6}" y="${at}" dy="0.35em" text-anchor="end">${text}</text>`,
    ),
    `<text x="${box.left + box.width / 2}" y="${bottom + 34}" text-anchor="middle" font-size="12">${escapeXml(frame.x.label)}</text>`,
    `<text transform="translate(14 ${middle}) rotate(-90)" text-anchor="middle" font-size="12">${escapeXml(frame.y.label)}</text>`,
  ];
}

function seriesPath(series: SeriesModel, view: View, frame: FrameModel): string {
  const { mark, color } = series;
  const floor = frame.y.low;
  if (mark === 'error-bars') {
    const bars = series.x.map((place, i) => {
      const px = round(pixelX(view, place));
      const [low, high] = [series.low?.[i] ?? series.y[i], series.high?.[i] ?? series.y[i]];
      return `M${px} ${round(pixelY(view, low))}V${round(pixelY(view, high))}`;
    });
    const dots = series.x.map(
      (place, i) =>
        `<circle cx="${round(pixelX(view, place))}" cy="${round(pixelY(view, series.y[i]))}" r="2.2"/>`,
    );
    return `<g fill="${color}"><path d="${bars.join('')}" stroke="${color}" fill="none"/>${dots.join('')}</g>`;
  }
  const area =
    mark === 'area-steps'
      ? `<path d="${lineOf(stepOutline(series, floor), view)}" fill="${color}" fill-opacity="0.3"/>`
      : '';
  const outline = mark === 'line' ? series : peakOutline(series, floor);
  return `${area}<path d="${lineOf(outline, view)}" stroke="${color}" stroke-width="1.4" fill="none"/>`;
}

/** NaN lifts the pen. */
function lineOf({ x, y }: { x: number[]; y: number[] }, view: View): string {
  let path = '';
  let down = false;
  for (let i = 0; i < x.length; i++) {
    const [px, py] = [round(pixelX(view, x[i])), round(pixelY(view, y[i]))];
    if (!Number.isFinite(px) || !Number.isFinite(py)) {
      down = false;
      continue;
    }
    path += `${down ? 'L' : 'M'}${px} ${py}`;
    down = true;
  }
  return path;
}

type Placed = { x: number; name: string; color: string }[];

/** Entries beside each other in as few lines as hold them, by a width that no letter exceeds much. */
function legendRows({ legend }: FrameModel): Placed[] {
  const rows: Placed[] = [];
  let x = WIDTH;
  for (const { name, color } of legend) {
    const wide = 24 + 6.4 * name.length;
    if (x + wide > WIDTH - 8) {
      rows.push([]);
      x = 16;
    }
    rows[rows.length - 1].push({ x, name, color });
    x += wide;
  }
  return rows;
}

function legendMarks(rows: Placed[]): string[] {
  return rows.flatMap((row, i) =>
    row.map(({ x, name, color }) => {
      const y = 12 + LINE * i;
      return `<circle cx="${round(x + 4)}" cy="${y}" r="4" fill="${color}"/><text x="${round(x + 12)}" y="${y}" dy="0.35em">${escapeXml(name)}</text>`;
    }),
  );
}

const STOPS = 16;

function colorBar({ kind, title, ramp, low, high, log }: ColorBarModel, box: Box, peak: number): string[] {
  const x = box.left + box.width + 12;
  const stops = Array.from({ length: STOPS + 1 }, (_, i) => {
    const color = formatColor(ramp[Math.round((i / STOPS) * (ramp.length - 1))]);
    return `<stop offset="${i / STOPS}" stop-color="${color}"/>`;
  });
  const span = kind === 'density' ? { low: 0, high: Math.log10(Math.max(peak, 1)) } : { low, high };
  const ends = [span.low, span.high].map((end) => short(log || kind === 'density' ? 10 ** end : end));
  const [top, bottom] = [box.top, box.top + box.height];
  return [
    `<defs><linearGradient id="ramp" x1="0" y1="1" x2="0" y2="0">${stops.join('')}</linearGradient></defs>`,
    `<rect x="${x}" y="${top}" width="12" height="${box.height}" fill="url(#ramp)"/>`,
    `<text x="${x + 16}" y="${top}" dy="0.8em">${ends[1]}</text>`,
    `<text x="${x + 16}" y="${bottom}">${ends[0]}</text>`,
    `<text transform="translate(${x + 30} ${(top + bottom) / 2}) rotate(-90)" text-anchor="middle">${escapeXml(title)}</text>`,
  ];
}

function round(pixel: number): number {
  return Math.round(pixel * 10) / 10;
}

/** Text that is nothing else, without the characters that XML cannot hold. */
function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\P{Cc}\t\n]|[\uD800-\uDFFF](?![\uDC00-\uDFFF])|\uFFFE|\uFFFF/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
