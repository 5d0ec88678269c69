import type { View } from './axis.ts';
import { formatColor, paletteOf } from './palette.ts';
import type { AxisModel, ColorBarModel, FrameModel, SeriesModel } from './plot.ts';
import type { Config, Data, Layout } from './plotly-loader.ts';

/** A frame in plotly's terms: axes, series and colour bar. The cloud is not among them. */

export interface Margins {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Fixed by what is written, never by the size of the writing, so that we know where the plot area is. */
export function marginsOf(frame: FrameModel): Margins {
  return {
    left: frame.y.ticks ? 60 : 28,
    right: frame.colorBar ? 72 : 14,
    top: frame.title ? 26 : 8,
    bottom: frame.x.ticks ? 42 : 26,
  };
}

export const CONFIG: Partial<Config> = {
  displayModeBar: false,
  displaylogo: false,
  scrollZoom: true,
  doubleClick: false,
  responsive: false,
  showTips: false,
};

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';

export function layoutOf(
  frame: FrameModel,
  view: View,
  size: { width: number; height: number },
): Partial<Layout> {
  const margins = marginsOf(frame);
  const palette = paletteOf(frame.theme);
  const margin = {
    l: margins.left,
    r: margins.right,
    t: margins.top,
    b: margins.bottom,
    pad: 0,
    // Long numbers must not move the plot area.
    autoexpand: false,
  };
  return {
    width: size.width,
    height: size.height,
    margin,
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: FONT, size: 11, color: palette.softText },
    title: frame.title
      ? {
          text: escapeText(frame.title),
          x: margins.left / size.width,
          xanchor: 'left',
          y: 1 - 6 / size.height,
          yanchor: 'top',
          font: { size: 13, color: palette.text },
        }
      : undefined,
    showlegend: false,
    hovermode: false,
    dragmode: 'pan',
    xaxis: { ...axisLayout(frame.x, view.x, frame, ticksAcross(view.width)), tickangle: 0 },
    yaxis: { ...axisLayout(frame.y, view.y, frame, 6), fixedrange: frame.y.ref === null },
  };
}

/** As many numbers as stand beside each other: plotly would turn more of them upright, over the axis title. */
function ticksAcross(width: number): number {
  return Math.min(Math.max(Math.floor(width / 28), 2), 6);
}

function axisLayout(
  axis: AxisModel,
  span: { low: number; high: number },
  frame: FrameModel,
  ticks: number,
): Partial<Layout['xaxis']> {
  const palette = paletteOf(frame.theme);
  return {
    type: axis.scale,
    range: rangeOf(axis, span),
    autorange: false,
    title: { text: escapeText(axis.label), standoff: 4, font: { size: 12, color: palette.text } },
    showgrid: axis.ticks,
    gridcolor: palette.grid,
    zeroline: false,
    showline: true,
    mirror: true,
    linecolor: palette.axis,
    linewidth: 1,
    ticks: axis.ticks ? 'outside' : '',
    ticklen: 4,
    tickcolor: palette.axis,
    showticklabels: axis.ticks,
    nticks: ticks,
    ...(axis.scale === 'log' ? decades(span.high - span.low) : {}),
    // plotly writes powers a quarter larger.
    tickfont: { size: axis.scale === 'log' ? 9 : 11 },
    exponentformat: axis.scale === 'log' ? 'power' : 'SI',
    minexponent: 3,
    separatethousands: false,
    automargin: false,
    fixedrange: false,
  };
}

/** Powers of ten with small ticks between them; 2 and 5 named too where there are few. */
function decades(span: number): Partial<Layout['xaxis']> {
  if (span < 0.7) return {};
  if (span < 1.6) return { dtick: 'D2' };
  return { dtick: Math.ceil(span / 6), minor: span < 6 ? { ticks: 'outside', ticklen: 2, dtick: 'D1' } : {} };
}

export function rangeOf(axis: { reversed: boolean }, span: { low: number; high: number }): [number, number] {
  return axis.reversed ? [span.high, span.low] : [span.low, span.high];
}

/** The series, and last an invisible point that carries the colour bar and makes plotly draw empty axes. */
export function tracesOf(frame: FrameModel, peak: number): Data[] {
  return [...frame.series.map((series) => traceOf(series, frame)), carrier(frame, peak)];
}

function traceOf(series: SeriesModel, frame: FrameModel): Data {
  const x = (place: number): number => (frame.x.scale === 'log' ? 10 ** place : place);
  const y = (place: number): number => (frame.y.scale === 'log' ? 10 ** place : place);
  const common = { type: 'scatter' as const, name: escapeText(series.name), hoverinfo: 'skip' as const };
  if (series.mark === 'error-bars') {
    return {
      ...common,
      mode: 'markers',
      x: series.x.map(x),
      y: series.y.map(y),
      marker: { color: series.color, size: 4 },
      error_y: {
        type: 'data',
        symmetric: false,
        array: series.y.map((place, i) => y(series.high?.[i] ?? place) - y(place)),
        arrayminus: series.y.map((place, i) => y(place) - y(series.low?.[i] ?? place)),
        color: series.color,
        thickness: 1,
        width: 0,
      },
    };
  }
  if (series.mark === 'line') {
    return {
      ...common,
      mode: 'lines',
      x: series.x.map(x),
      y: series.y.map(y),
      line: { color: series.color, width: 1.5 },
    };
  }
  const whole = series.mark === 'area-steps';
  const outline = whole ? stepOutline(series, frame.y.low) : peakOutline(series, frame.y.low);
  return {
    ...common,
    mode: 'lines',
    x: outline.x.map((place) => (Number.isNaN(place) ? null : x(place))),
    y: outline.y.map((place) => (Number.isNaN(place) ? null : y(place))),
    line: { color: series.color, width: whole ? 1 : 1.4 },
    fill: whole ? 'toself' : 'none',
    fillcolor: whole ? `${series.color}33` : undefined,
  };
}

/** The outline of a histogram from the floor up, over all bins, and down to the floor. */
export function stepOutline(
  series: Pick<SeriesModel, 'x' | 'y'>,
  floor: number,
): { x: number[]; y: number[] } {
  const x = [series.x[0]];
  const y = [floor];
  for (let i = 0; i < series.y.length; i++) {
    x.push(series.x[i], series.x[i + 1]);
    y.push(series.y[i], series.y[i]);
  }
  x.push(series.x[series.y.length]);
  y.push(floor);
  return { x, y };
}

/** The same without the floor: NaN lifts the pen where bins are empty. */
export function peakOutline(
  series: Pick<SeriesModel, 'x' | 'y'>,
  floor: number,
): { x: number[]; y: number[] } {
  const x: number[] = [];
  const y: number[] = [];
  series.y.forEach((place, i) => {
    if (place <= floor) return;
    if (i === 0 || series.y[i - 1] <= floor) {
      x.push(Number.NaN, series.x[i]);
      y.push(Number.NaN, floor);
    }
    x.push(series.x[i], series.x[i + 1]);
    y.push(place, place);
    if (i + 1 === series.y.length || series.y[i + 1] <= floor) {
      x.push(series.x[i + 1]);
      y.push(floor);
    }
  });
  return { x, y };
}

function carrier(frame: FrameModel, peak: number): Data {
  const bar = frame.colorBar;
  const base = { type: 'scatter' as const, mode: 'markers' as const, x: [null], y: [null] };
  if (!bar) return { ...base, hoverinfo: 'skip', marker: { size: 1 } };
  const palette = paletteOf(frame.theme);
  const { low, high } = barEnds(bar, peak);
  return {
    ...base,
    hoverinfo: 'skip',
    marker: {
      size: 1,
      color: [low],
      cmin: low,
      cmax: high,
      colorscale: bar.ramp
        .filter((_, i) => i % 15 === 0)
        .map((color, i): [number, string] => [i / 17, formatColor(color)]),
      showscale: true,
      colorbar: {
        thickness: 10,
        thicknessmode: 'pixels',
        len: 1,
        lenmode: 'fraction',
        y: 0.5,
        yanchor: 'middle',
        x: 1,
        xpad: 6,
        ypad: 0,
        outlinewidth: 0,
        ticks: 'outside',
        ticklen: 3,
        tickcolor: palette.axis,
        tickfont: { size: 10, color: palette.softText },
        nticks: 5,
        title: { text: escapeText(bar.title), side: 'right', font: { size: 11, color: palette.text } },
        ...(bar.log ? logTicks(low, high) : {}),
      },
    },
  };
}

export function barEnds(bar: ColorBarModel, peak: number): { low: number; high: number } {
  if (bar.kind === 'values') return { low: bar.low, high: bar.high };
  return { low: 0, high: Math.log10(Math.max(peak, 2)) };
}

/** Whole decades, or 1, 2, 5 where there are few. */
function logTicks(low: number, high: number): { tickmode: 'array'; tickvals: number[]; ticktext: string[] } {
  const tickvals: number[] = [];
  const ticktext: string[] = [];
  const steps = high - low < 2.2 ? [1, 2, 5] : [1];
  for (let decade = Math.floor(low); decade <= high; decade++) {
    for (const step of steps) {
      const place = decade + Math.log10(step);
      if (place < low - 1e-9 || place > high + 1e-9) continue;
      tickvals.push(place);
      ticktext.push(
        decade < -2 || decade > 4
          ? `${step === 1 ? '' : `${step}·`}10<sup>${decade}</sup>`
          : tidy(step, decade),
      );
    }
  }
  return { tickmode: 'array', tickvals, ticktext };
}

function tidy(step: number, decade: number): string {
  return String(Number((step * 10 ** decade).toPrecision(3)));
}

/** plotly reads some tags in its texts; names of columns are only names. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
