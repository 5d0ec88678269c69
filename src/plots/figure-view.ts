import { atRobustEnds, equalAspect, pixelX, pixelY, type Span, toValue, type View, viewOf } from './axis.ts';
import { type Cloud, cloudHere, type DistantCloud, type Drawn } from './cloud.ts';
import { CloudCanvas } from './cloud-canvas.ts';
import { CloudPainter, type Picture } from './cloud-painter.ts';
import { drawLater, drawNever, ownFrame } from './draw-queue.ts';
import { drawSeries } from './draw-series.ts';
import { LatestCall } from './latest-call.ts';
import type { FigureModel, OnRanges } from './plot.ts';
import { loadPlotly, type Plotly, type PlotlyHTMLElement } from './plotly-loader.ts';
import { CONFIG, layoutOf, type Margins, marginsOf, rangeOf, tracesOf } from './plotly-picture.ts';

export interface FigureEvents {
  /** The ranges in sight have changed, by the user or by a new model. */
  onView(view: View, outside: number | null): void;
  onRanges: OnRanges | undefined;
  onProblem(error: unknown): void;
}

/** px around the pointer in which an event counts as pointed at. */
const REACH = 8;
const SETTLED_MS = 120;
/** Rows of a cloud on this thread from which figures redraw in turns, one a frame. */
const LARGE = 100_000;

const PRESSES = ['mousedown', 'touchstart'] as const;
const RELEASES = ['mouseup', 'touchend', 'touchcancel'] as const;

interface PaintQuestion {
  cloud: DistantCloud;
  view: View;
  ratio: number;
}

interface PointQuestion extends PaintQuestion {
  px: number;
  py: number;
  tell(row: number | null): void;
}

/**
 * One drawn figure: plotly's axes and series in `host`, our cloud and the series of the selection on `canvas`
 * over plotly's plot area. A new selection redraws the canvas only. A cloud that is drawn in a worker is stretched
 * at once when the view moves, and sharp again as soon as the worker answers.
 */
export class FigureView {
  private readonly host: HTMLDivElement;
  private readonly canvas: CloudCanvas;
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
  private readonly painter = new CloudPainter();
  private cloud: Cloud | null = null;
  private readonly pictures: LatestCall<PaintQuestion, Picture | null>;
  private readonly pointed: LatestCall<PointQuestion, number | null>;
  /** The view that the canvas shows now, sharp or stretched. */
  private painted: View | null = null;
  private outside: number | null = null;
  private peak = 0;
  private shownPeak = -1;
  private frames = 0;
  private settle = 0;
  /** Our own relayouts under way: what plotly says of them is no wish of the user. */
  private ownRelayouts = 0;
  private gone = false;
  /** The pointer was pressed here and is not released: plotly follows it to the end, wherever it is. */
  private held = false;
  private readonly hold = (): void => {
    if (this.held) return;
    this.held = true;
    for (const end of RELEASES) window.addEventListener(end, this.release, true);
  };
  private readonly release = (): void => {
    this.held = false;
    for (const end of RELEASES) window.removeEventListener(end, this.release, true);
    // After plotly's own listeners.
    window.setTimeout(() => {
      if (!this.drawn) this.plotly?.purge(this.host);
    });
  };
  private readonly redraw = (): void => this.drawCanvas();
  private readonly redrawAll = (): void => {
    this.drawCanvas();
    void this.drawFrame();
  };
  private readonly element: HTMLCanvasElement;
  /** A graphics process that ends, as when a laptop wakes up, takes what was drawn with it. */
  private readonly restore = (): void => {
    this.canvas.forget();
    this.painted = null;
    this.drawCanvas();
  };

  constructor(host: HTMLDivElement, canvas: HTMLCanvasElement, events: FigureEvents) {
    this.host = host;
    this.element = canvas;
    this.canvas = new CloudCanvas(canvas);
    canvas.addEventListener('contextrestored', this.restore);
    for (const begin of PRESSES) host.addEventListener(begin, this.hold, true);
    this.events = events;
    this.pictures = new LatestCall(
      async ({ cloud, view, ratio }) => cloud.paint(view, ratio),
      (picture, { cloud, view }) => {
        if (picture && cloud === this.cloud) this.putPicture(picture, view);
      },
      (error) => events.onProblem(error),
    );
    this.pointed = new LatestCall(
      async ({ cloud, view, ratio, px, py }) => cloud.nearest(view, ratio, px, py, REACH),
      (row, { cloud, tell }) => {
        if (cloud === this.cloud) tell(row);
      },
      (error) => events.onProblem(error),
    );
  }

  /** Shows a model; only what differs from the last is drawn again. */
  show({ model, cloud }: Drawn, size: { width: number; height: number }): void {
    const resized = size.width !== this.size.width || size.height !== this.size.height;
    this.model = model;
    this.size = size;
    this.cloud = cloud ?? cloudHere(model, this.painter);
    if (model.message !== null || size.width < 120 || size.height < 90) {
      this.clear();
      return;
    }
    const frameKey = JSON.stringify(model.frame);
    const { x, y } = model.frame;
    const axesKey = JSON.stringify([x, y, model.frame.equalAspect]);
    const reframed = frameKey !== this.frameKey || resized;
    if (reframed || this.view === null) {
      if (axesKey !== this.axesKey) {
        this.moved = false;
        this.canvas.forget();
      }
      this.view = this.fit(this.moved ? this.view : null);
      this.frameKey = frameKey;
      this.axesKey = axesKey;
    }
    // Results come to many figures at once: axes that stand are drawn anew in turns, each with its cloud.
    if (reframed && this.drawn) drawLater(this.redrawAll);
    else if (reframed || cloud !== null || model.counts.rows < LARGE) this.drawCanvas();
    else drawLater(this.redraw);
    if (reframed && !this.drawn) void this.drawFrame();
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
    this.drawCanvas();
    this.relayout();
    this.events.onRanges?.(null, null);
  }

  /**
   * Tells the row nearest to a point of the plot area, in px of the page: at once, or when the worker of the cloud
   * has found it; of points asked for meanwhile only the last is answered.
   */
  pointAt(px: number, py: number, tell: (row: number | null) => void): void {
    const { cloud, view } = this;
    const ratio = window.devicePixelRatio || 1;
    if (!cloud || !view) tell(null);
    else if (!cloud.distant) tell(cloud.nearest(view, ratio, px, py, REACH));
    else this.pointed.ask({ cloud, view, ratio, px, py, tell });
  }

  /** Nothing is pointed at any more. */
  pointNowhere(): void {
    this.pointed.forget();
  }

  /** Where a row lies on the axes. */
  placeOf(row: number): readonly [number, number] | null {
    return this.cloud && this.model && row < this.model.counts.rows ? this.cloud.placeOf(row) : null;
  }

  /** Where a row lies in the plot area, in px of the page; null out of sight. */
  pixelOf(row: number): [number, number] | null {
    const place = this.placeOf(row);
    if (!place || !this.view) return null;
    const px = pixelX(this.view, place[0]);
    const py = pixelY(this.view, place[1]);
    const inside = px >= 0 && px <= this.view.width && py >= 0 && py <= this.view.height;
    return inside ? [px, py] : null;
  }

  /** What an export needs: plotly's picture and our layer as it stands. */
  snapshot() {
    if (!this.model || !this.view || !this.plotly || this.model.message !== null) return null;
    return {
      plotly: this.plotly,
      model: this.model,
      cloud: this.cloud,
      view: this.view,
      size: this.size,
      margins: this.margins(),
      peak: this.peak,
    };
  }

  destroy(): void {
    this.gone = true;
    this.element.removeEventListener('contextrestored', this.restore);
    for (const begin of PRESSES) this.host.removeEventListener(begin, this.hold, true);
    cancelAnimationFrame(this.frames);
    window.clearTimeout(this.settle);
    this.clear();
  }

  private clear(): void {
    drawNever(this.redraw);
    drawNever(this.redrawAll);
    if (this.drawn && !this.held) this.plotly?.purge(this.host);
    this.drawn = null;
    this.frameKey = '';
    this.view = null;
    this.pictures.forget();
    this.pointed.forget();
    this.canvas.clear();
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
    const { model, view, canvas, cloud } = this;
    if (!model || !view) return;
    const ratio = window.devicePixelRatio || 1;
    const emptied = canvas.fit(view, ratio);
    try {
      if (cloud && !cloud.distant) {
        this.putPicture(cloud.paint(view, ratio), view);
        return;
      }
      if (cloud) {
        if (emptied || !sameSpans(view, this.painted)) {
          this.painted = view;
          canvas.stretch(view);
        }
        this.pictures.ask({ cloud, view, ratio });
        this.events.onView(view, this.outside);
        return;
      }
      const context = canvas.context();
      context.clearRect(0, 0, context.canvas.width, context.canvas.height);
      drawSeries(context, model.overlay, view, model.frame, ratio);
      this.events.onView(view, null);
    } catch (error) {
      this.events.onProblem(error);
    }
  }

  private putPicture(picture: Picture, then: View): void {
    const { model, view, canvas } = this;
    if (!model || !view) return;
    if (then === view) canvas.put(picture, view);
    else canvas.putLate(picture, then, view);
    this.painted = view;
    this.peak = picture.peak;
    this.outside = model.counts.drawable - picture.inside;
    this.settlePeak();
    this.events.onView(view, this.outside);
  }

  private async drawFrame(): Promise<void> {
    try {
      this.plotly ??= await loadPlotly();
      // All figures wait for plotly, and what each first takes of the thread is much.
      if (!this.drawn) await ownFrame();
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

function sameSpans(a: View, b: View | null): boolean {
  return b !== null && same(a.x, b.x) && same(a.y, b.y);
}

function same(a: Span, b: Span): boolean {
  return a.low === b.low && a.high === b.high;
}
