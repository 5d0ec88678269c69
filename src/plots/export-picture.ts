import { Problem } from '../core/problem.ts';
import { contextOf, emptyCanvas, putPicture } from './cloud-canvas.ts';
import { drawSeries } from './draw-series.ts';
import type { FigureView } from './figure-view.ts';
import { paletteOf } from './palette.ts';
import type { FrameModel } from './plot.ts';
import { escapeText, layoutOf, tracesOf } from './plotly-picture.ts';

type Snapshot = NonNullable<ReturnType<FigureView['snapshot']>>;

const LEGEND = 18;

/** The figure as a file. The cloud is drawn anew at `scale` and laid over plotly's axes. */
export async function exportPicture(
  snapshot: Snapshot | null,
  format: 'png' | 'svg',
  scale: number,
): Promise<Blob> {
  if (!snapshot) throw new Problem('bad-parameter', 'this figure shows nothing yet that could be exported');
  const { plotly, model, view, size, margins, peak } = snapshot;
  const { frame } = model;
  const legend = frame.legend.length > 0 ? LEGEND : 0;
  const whole = { width: size.width, height: size.height + legend };
  const layout = layoutOf(frame, view, whole);
  const base = layoutOf(frame, view, size);
  const picture = {
    data: tracesOf(frame, peak),
    layout: {
      ...layout,
      margin: { ...base.margin, t: margins.top + legend },
      paper_bgcolor: paletteOf(frame.theme).ground,
      annotations: legend > 0 ? [legendNote(frame)] : [],
      images: [
        {
          source: await drawLayer(snapshot, Math.max(scale, 2)),
          xref: 'paper' as const,
          yref: 'paper' as const,
          x: 0,
          y: 1,
          sizex: 1,
          sizey: 1,
          xanchor: 'left' as const,
          yanchor: 'top' as const,
          sizing: 'stretch' as const,
          layer: 'above' as const,
        },
      ],
    },
  };
  const url = await plotly.toImage(picture, { format, width: whole.width, height: whole.height, scale });
  return blobOf(url);
}

/** The cloud and the series of the selection as a PNG, drawn anew at `ratio` pixels a px of the page. */
async function drawLayer({ model, cloud, view }: Snapshot, ratio: number): Promise<string> {
  const canvas = emptyCanvas(Math.round(view.width * ratio), Math.round(view.height * ratio));
  const context = contextOf(canvas);
  if (cloud) {
    const picture = await cloud.paintApart(view, ratio);
    if (!picture) throw new Problem('cancelled', 'the figure changed while it was written; save it again');
    putPicture(context, picture);
  }
  drawSeries(context, model.overlay, view, model.frame, ratio);
  return pngOf(canvas);
}

/** Encoded off this thread: a figure at print quality has millions of pixels. */
function pngOf(canvas: HTMLCanvasElement): Promise<string> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (!blob) {
        const size = `${canvas.width} x ${canvas.height}`;
        reject(new Problem('internal', `the browser could not write a picture of ${size} pixels`));
        return;
      }
      const reader = new FileReader();
      reader.addEventListener('load', () => resolve(reader.result as string));
      reader.addEventListener('error', () => reject(reader.error));
      reader.readAsDataURL(blob);
    }, 'image/png');
  });
}

function legendNote(frame: FrameModel) {
  const text = frame.legend
    .map((entry) => `<span style="color:${entry.color}">●</span> ${escapeText(entry.name)}`)
    .join('   ');
  return {
    text,
    xref: 'paper' as const,
    yref: 'paper' as const,
    x: 0,
    y: 1,
    xanchor: 'left' as const,
    yanchor: 'bottom' as const,
    showarrow: false,
    font: { size: 11 },
  };
}

/** A data URL as a file, without a request that a strict policy would refuse. */
function blobOf(url: string): Blob {
  const comma = url.indexOf(',');
  const head = url.slice(5, comma);
  const body = url.slice(comma + 1);
  const type = head.split(';')[0];
  if (!head.endsWith(';base64')) return new Blob([decodeURIComponent(body)], { type });
  const text = atob(body);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return new Blob([bytes], { type });
}
