import { pixelX, pixelY, type View } from './axis.ts';
import type { FrameModel, SeriesModel } from './plot.ts';
import { stepOutline } from './plotly-picture.ts';

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
    const outline = series.mark === 'line' ? series : stepOutline(series, frame.y.low);
    context.beginPath();
    outline.x.forEach((place, i) => {
      context.lineTo(pixelX(view, place), pixelY(view, outline.y[i]));
    });
    if (series.mark === 'area-steps') {
      context.globalAlpha = 0.35;
      context.fill();
      context.globalAlpha = 1;
    }
    context.lineWidth = 1.5;
    if (series.mark !== 'line') tracePeaks(context, series, view, frame.y.low);
    context.stroke();
  }
  context.restore();
}

/** The line of a histogram, not drawn along the floor where its bins are empty. */
function tracePeaks(context: CanvasRenderingContext2D, series: SeriesModel, view: View, floor: number): void {
  context.beginPath();
  const base = pixelY(view, floor);
  series.y.forEach((place, i) => {
    if (place <= floor) return;
    const left = pixelX(view, series.x[i]);
    const right = pixelX(view, series.x[i + 1]);
    const top = pixelY(view, place);
    if (i === 0 || series.y[i - 1] <= floor) context.moveTo(left, base);
    context.lineTo(left, top);
    context.lineTo(right, top);
    if (i + 1 === series.y.length || series.y[i + 1] <= floor) context.lineTo(right, base);
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
