import { atRobustEnds, equalAspect, pixelX, pixelY, type Span, toValue, type View, viewOf } from './axis.ts';
import { drawLater, drawNever } from './draw-queue.ts';
import { drawSeries } from './draw-series.ts';
import { buildRowGrid, nearestRow, type RowGrid } from './nearest-row.ts';
import type { FigureModel, OnRanges } from './plot.ts';
import { loadPlotly, type Plotly, type PlotlyHTMLElement } from './plotly-loader.ts';
import { CONFIG, layoutOf, type Margins, marginsOf, rangeOf, tracesOf } from './plotly-picture.ts';
import { drawPoints, makeRaster, type Placement, placePoints, pointSize, type Raster } from './raster.ts';

export interface FigureEvents {
  /** The ranges in sight have changed, by the user or by a new model. */
  onView(view: View, outside: number | null): void;
  onRanges: OnRanges | undefined;
  onProblem(error: unknown): void;
}

/** px around the pointer in which an event counts as pointed at. */
const REACH = 8;
const SETTLED_MS = 120;
/** Rows from which figures redraw in turns, one a frame. */
const LARGE = 100_000;

/**
 * One drawn figure: plotly's axes and series in `host`, our cloud and the series of the selection on `canvas`
 * over plotly's plot area. A new selection redraws the canvas only.
 */
export class FigureView {
  private readonly host: HTMLDivElement;
  private readonly canvas: HTMLCanvasElement;
  private readonly events: FigureEvents;
  private plotly: Plotly | null = null;
  private drawn: PlotlyHTMLElement | null = null;
  private model: FigureModel | null = null;
  private size = { width: 0, height: 0 };
  private view: View | null = null;
  /** True while the view is the user's and not the model's. */
  private moved = false;
  /** The user has moved the view, and onRanges has not heard of it. */
  private untold = false;
  private frameKey = '';
  private axesKey = '';
  private raster: Raster | null = null;
  private placement: Placement | null = null;
  private grid: RowGrid | null = null;
  private peak = 0;
  private shownPeak = -1;
  private frames = 0;
  private settle = 0;
  /** Our own relayouts under way: what plotly says of them is no wish of the user. */
  private ownRelayouts = 0;
  private gone = false;
  private readonly redraw = (): void => this.drawCanvas();

  constructor(host: HTMLDivElement, canvas: HTMLCanvasElement, events: FigureEvents) {
    this.host = host;
    this.canvas = canvas;
    this.events = events;
  }

  /** Shows a model; only what differs from the last is drawn again. */
  show(model: FigureModel, size: { width: number; height: number }): void {
    const last = this.model;
    const resized = size.width !== this.size.width || size.height !== this.size.height;
    this.model = model;
    this.size = size;
    if (model.message !== null || size.width < 120 || size.height < 90) {
      this.clear();
      return;
    }
    const frameKey = JSON.stringify(model.frame);
    const { x, y } = model.frame;
    const axesKey = JSON.stringify([x, y, model.frame.equalAspect]);
    const reframed = frameKey !== this.frameKey || resized;
    if (reframed || this.view === null) {
      if (axesKey !== this.axesKey) this.moved = false;
      this.view = this.fit(this.moved ? this.view : null);
      this.frameKey = frameKey;
      this.axesKey = axesKey;
      this.placement = null;
    } else if (last?.points?.x !== model.points?.x || last?.points?.y !== model.points?.y) {
      this.placement = null;
    }
    if (reframed || model.counts.rows < LARGE) this.drawCanvas();
    else drawLater(this.redraw);
    if (reframed) void this.drawFrame();
  }

  margins(): Margins {
    return this.model ? marginsOf(this.model.frame) : { left: 0, right: 0, top: 0, bottom: 0 };
  }

  currentView(): View | null {
    return this.view;
  }

  /** Moves to a view, as keys do. */
  moveTo(view: View): void {
    if (!this.model || this.model.message !== null) return;
    this.moved = true;
    this.view = view;
    this.placement = null;
    this.drawCanvas();
    this.relayout();
    this.tellRanges();
  }

  /** Back to the robust ranges, also where those of the model are the user's own of an earlier time. */
  reset(): void {
    if (!this.model || this.model.message !== null) return;
    this.moved = false;
    this.untold = false;
    cancelAnimationFrame(this.frames);
    const { frame } = this.model;
    this.view = this.fit(null, { x: atRobustEnds(frame.x), y: atRobustEnds(frame.y) });
    this.placement = null;
    this.drawCanvas();
    this.relayout();
    this.events.onRanges?.(null, null);
  }

  /** The row nearest to a point of the plot area, in px of the page. */
  rowAt(px: number, py: number): number | null {
    const { raster, placement } = this;
    if (!this.model?.points || !raster || !placement || !this.view) return null;
    this.grid ??= buildRowGrid(placement, raster);
    const ratio = raster.width / this.view.width;
    return nearestRow(this.grid, placement, raster, px * ratio, py * ratio, Math.min(16, REACH * ratio));
  }

  /** Where a row lies in the plot area, in px of the page; null out of sight. */
  pixelOf(row: number): [number, number] | null {
    const points = this.model?.points;
    if (!points || !this.view || row < 0 || row >= points.x.length) return null;
    const px = pixelX(this.view, points.x[row]);
    const py = pixelY(this.view, points.y[row]);
    const inside = px >= 0 && px <= this.view.width && py >= 0 && py <= this.view.height;
    return inside ? [px, py] : null;
  }

  /** What an export needs: plotly's picture and our layer as it stands. */
  snapshot() {
    if (!this.model || !this.view || !this.plotly || this.model.message !== null) return null;
    return {
      plotly: this.plotly,
      model: this.model,
      view: this.view,
      size: this.size,
      margins: this.margins(),
      peak: this.peak,
    };
  }

  destroy(): void {
    this.gone = true;
    cancelAnimationFrame(this.frames);
    window.clearTimeout(this.settle);
    this.clear();
  }

  private clear(): void {
    drawNever(this.redraw);
    if (this.drawn) this.plotly?.purge(this.host);
    this.drawn = null;
    this.frameKey = '';
    this.view = null;
    this.raster = null;
    this.placement = null;
    this.grid = null;
    this.canvas.width = 0;
    this.canvas.height = 0;
  }

  private fit(kept: View | null, axes: Pick<FigureModel['frame'], 'x' | 'y'> = this.model!.frame): View {
    const { frame } = this.model!;
    const margins = this.margins();
    const width = Math.max(1, this.size.width - margins.left - margins.right);
    const height = Math.max(1, this.size.height - margins.top - margins.bottom);
    const view = viewOf(axes.x, axes.y, width, height);
    if (kept) {
      view.x = kept.x;
      view.y = kept.y;
    }
    return frame.equalAspect ? equalAspect(view) : view;
  }

  private drawCanvas(): void {
    const { model, view, canvas } = this;
    if (!model || !view) return;
    const ratio = window.devicePixelRatio || 1;
    const width = Math.max(1, Math.round(view.width * ratio));
    const height = Math.max(1, Math.round(view.height * ratio));
    if (!this.raster || this.raster.width !== width || this.raster.height !== height) {
      this.raster = makeRaster(width, height);
      canvas.width = width;
      canvas.height = height;
      canvas.style.width = `${view.width}px`;
      canvas.style.height = `${view.height}px`;
      this.placement = null;
    }
    const context = canvas.getContext('2d');
    if (!context) {
      this.events.onProblem(new Error('the browser gave no 2D canvas to draw events on'));
      return;
    }
    let outside: number | null = null;
    if (model.points) {
      const { raster } = this;
      const size = pointSize(model.counts.drawable, ratio);
      if (!this.placement) {
        this.placement = placePoints(model.points, view, raster, size % 2 === 0 ? 0.5 : 0);
        this.grid = null;
      }
      const { peak } = drawPoints(raster, model.points, this.placement, size, ratio, model.frame.theme);
      this.peak = peak;
      const image = new ImageData(
        new Uint8ClampedArray(raster.pixels.buffer),
        raster.stride,
        raster.pixels.length / raster.stride,
      );
      context.putImageData(image, -raster.margin, -raster.margin);
      outside = model.counts.drawable - this.placement.inside;
      this.settlePeak();
    } else {
      context.clearRect(0, 0, width, height);
    }
    drawSeries(context, model.overlay, view, model.frame, ratio);
    this.events.onView(view, outside);
  }

  private async drawFrame(): Promise<void> {
    try {
      this.plotly ??= await loadPlotly();
      const { model, view, plotly } = this;
      if (this.gone || !model || !view || model.message !== null) return;
      this.shownPeak = this.peak;
      const layout = layoutOf(model.frame, view, this.size);
      const traces = tracesOf(model.frame, this.peak);
      if (this.drawn) {
        await plotly.react(this.host, traces, layout, CONFIG);
      } else {
        const drawing = plotly.newPlot(this.host, traces, layout, CONFIG);
        this.drawn = this.host as unknown as PlotlyHTMLElement;
        const drawn = await drawing;
        if (this.drawn === drawn) this.listen(drawn);
      }
    } catch (error) {
      if (!this.gone) this.events.onProblem(error);
    }
  }

  private listen(drawn: PlotlyHTMLElement): void {
    drawn.on('plotly_relayouting', (change) => {
      if (!this.follow(change)) return;
      cancelAnimationFrame(this.frames);
      this.frames = requestAnimationFrame(() => this.drawCanvas());
    });
    drawn.on('plotly_relayout', (change) => {
      if (this.ownRelayouts > 0) return;
      if (this.follow(change)) this.drawCanvas();
      if (!this.untold) return;
      this.untold = false;
      this.tellRanges();
    });
    drawn.on('plotly_doubleclick', () => this.reset());
  }

  /** Takes plotly's ranges over; false where they are what we have, as after our own relayout. */
  private follow(change: object): boolean {
    if (!this.view) return false;
    const x = spanIn(change, 'xaxis') ?? this.view.x;
    const y = spanIn(change, 'yaxis') ?? this.view.y;
    if (same(x, this.view.x) && same(y, this.view.y)) return false;
    this.moved = true;
    this.untold = true;
    this.view = { ...this.view, x, y };
    this.placement = null;
    return true;
  }

  private relayout(): void {
    const { drawn, plotly, view, model } = this;
    if (!drawn || !plotly || !view || !model) return;
    this.ownRelayouts++;
    plotly
      .relayout(this.host, {
        'xaxis.range': rangeOf(model.frame.x, view.x),
        'yaxis.range': rangeOf(model.frame.y, view.y),
      })
      .catch((error: unknown) => this.events.onProblem(error))
      .finally(() => {
        this.ownRelayouts--;
      });
  }

  /** The colour bar of a density follows the drawing once it rests. */
  private settlePeak(): void {
    if (this.model?.frame.colorBar?.kind !== 'density') return;
    window.clearTimeout(this.settle);
    if (this.peak === this.shownPeak) return;
    this.settle = window.setTimeout(() => {
      if (!this.gone && this.drawn && this.peak !== this.shownPeak) void this.drawFrame();
    }, SETTLED_MS);
  }

  private tellRanges(): void {
    if (!this.model || !this.view) return;
    const { x, y } = this.model.frame;
    const range = (axis: typeof x, span: Span): [number, number] => [
      toValue(axis, span.low),
      toValue(axis, span.high),
    ];
    this.events.onRanges?.(range(x, this.view.x), y.ref === null ? null : range(y, this.view.y));
  }
}

function spanIn(change: object, axis: 'xaxis' | 'yaxis'): Span | null {
  const values = change as Record<string, unknown>;
  const pair = values[`${axis}.range`] ?? [values[`${axis}.range[0]`], values[`${axis}.range[1]`]];
  if (!Array.isArray(pair)) return null;
  const [a, b] = pair.map(Number);
  return Number.isFinite(a) && Number.isFinite(b) ? { low: Math.min(a, b), high: Math.max(a, b) } : null;
}

function same(a: Span, b: Span): boolean {
  return a.low === b.low && a.high === b.high;
}
