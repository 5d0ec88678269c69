import { pixelX, pixelY, type View } from './axis.ts';
import type { FrameModel, SeriesModel } from './plot.ts';
import { peakOutline, stepOutline } from './plotly-picture.ts';

/** Draws the series of a selection on the canvas over plotly's own, in device pixels. */
export function drawSeries(
  context: CanvasRenderingContext2D,
  all: SeriesModel[],
  view: View,
  frame: FrameModel,
  ratio: number,
): void {
  context.save();
  context.scale(ratio, ratio);
  for (const series of all) {
    context.strokeStyle = series.color;
    context.fillStyle = series.color;
    if (series.mark === 'error-bars') {
      drawBars(context, series, view);
      continue;
    }
    const steps = series.mark !== 'line';
    if (series.mark === 'area-steps') {
      trace(context, stepOutline(series, frame.y.low), view);
      context.globalAlpha = 0.35;
      context.fill();
      context.globalAlpha = 1;
    }
    trace(context, steps ? peakOutline(series, frame.y.low) : series, view);
    context.lineWidth = 1.5;
    context.stroke();
  }
  context.restore();
}

function trace(context: CanvasRenderingContext2D, line: { x: number[]; y: number[] }, view: View): void {
  context.beginPath();
  line.x.forEach((place, i) => {
    const px = pixelX(view, place);
    const py = pixelY(view, line.y[i]);
    if (Number.isNaN(px)) return;
    if (i > 0 && Number.isNaN(line.x[i - 1])) context.moveTo(px, py);
    else context.lineTo(px, py);
  });
}

function drawBars(context: CanvasRenderingContext2D, series: SeriesModel, view: View): void {
  context.lineWidth = 1;
  series.x.forEach((place, i) => {
    const px = pixelX(view, place);
    context.beginPath();
    context.moveTo(px, pixelY(view, series.low?.[i] ?? series.y[i]));
    context.lineTo(px, pixelY(view, series.high?.[i] ?? series.y[i]));
    context.stroke();
    context.beginPath();
    context.arc(px, pixelY(view, series.y[i]), 2.2, 0, 2 * Math.PI);
    context.fill();
  });
}
