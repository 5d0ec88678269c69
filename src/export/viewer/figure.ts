import { type Span, short, valueAt } from './axis.ts';
import { type Box, drawFigure, type Ink, MARGIN, toPixels, type View } from './draw.ts';
import type { ReportFigure } from './report-data.ts';
import { type EventSet, isHidden, redrawAll } from './state.ts';

const REACH = 8;

/** Draws a figure into its place on the page: wheel and buttons zoom, dragging moves, Shift and dragging selects. */
export function mountFigure(place: HTMLElement, figure: ReportFigure, set: EventSet): void {
  const canvas = document.createElement('canvas');
  canvas.tabIndex = 0;
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', place.dataset.summary ?? figure.title);
  const tip = document.createElement('output');
  tip.className = 'tip';
  tip.hidden = true;
  const tools = document.createElement('span');
  tools.className = 'figure-tools';
  place.append(canvas, tip, tools);
  const context = canvas.getContext('2d')!;
  const whole = (): View => ({
    x: { low: figure.x.low, high: figure.x.high },
    y: { low: figure.y.low, high: figure.y.high },
  });
  let view = whole();
  let waiting = false;

  const boxOf = (): Box => ({
    left: MARGIN.left,
    top: MARGIN.top,
    width: Math.max(50, canvas.clientWidth - MARGIN.left - MARGIN.right),
    height: Math.max(50, canvas.clientHeight - MARGIN.top - MARGIN.bottom),
  });

  function shown(): View {
    if (!figure.equalAspect) return view;
    const box = boxOf();
    const perX = (view.x.high - view.x.low) / box.width;
    const perY = (view.y.high - view.y.low) / box.height;
    return perX < perY
      ? { ...view, x: scaled(view.x, perY / perX, 0.5) }
      : { ...view, y: scaled(view.y, perX / perY, 0.5) };
  }

  function draw(): void {
    waiting = false;
    const ratio = window.devicePixelRatio || 1;
    const { clientWidth, clientHeight } = canvas;
    if (
      canvas.width !== Math.round(clientWidth * ratio) ||
      canvas.height !== Math.round(clientHeight * ratio)
    ) {
      canvas.width = Math.round(clientWidth * ratio);
      canvas.height = Math.round(clientHeight * ratio);
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawFigure(context, figure, set, shown(), boxOf(), inkOf(place));
  }
  function later(): void {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(draw);
  }
  set.redraw.push(later);
  new ResizeObserver(later).observe(canvas);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', later);
  // A graphics process that ends takes what was drawn with it.
  canvas.addEventListener('contextrestored', later);

  function zoom(by: number, fx = 0.5, fy = 0.5): void {
    const now = shown();
    view = {
      x: scaled(now.x, by, figure.x.reversed ? 1 - fx : fx),
      y: scaled(now.y, by, figure.y.reversed ? fy : 1 - fy),
    };
    later();
  }
  function move(right: number, down: number): void {
    const now = shown();
    view = {
      x: moved(now.x, figure.x.reversed ? right : -right),
      y: moved(now.y, figure.y.reversed ? -down : down),
    };
    later();
  }
  function reset(): void {
    view = whole();
    later();
  }
  for (const [sign, name, act] of [
    ['+', 'Zoom in', () => zoom(1 / 1.5)],
    ['−', 'Zoom out', () => zoom(1.5)],
    ['⟲', 'Reset the view', reset],
  ] as const) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = sign;
    button.title = name;
    button.setAttribute('aria-label', `${name}: ${figure.title}`);
    button.addEventListener('click', act);
    tools.append(button);
  }

  const at = (event: MouseEvent): { x: number; y: number } => {
    const bounds = canvas.getBoundingClientRect();
    return { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
  };
  canvas.addEventListener(
    'wheel',
    (event) => {
      // The page scrolls on; the wheel zooms where the figure has the focus, or with Ctrl.
      if (document.activeElement !== canvas && !event.ctrlKey) return;
      event.preventDefault();
      const box = boxOf();
      const { x, y } = at(event);
      zoom(Math.exp(Math.sign(event.deltaY) * 0.2), (x - box.left) / box.width, (y - box.top) / box.height);
    },
    { passive: false },
  );
  canvas.addEventListener('dblclick', reset);
  canvas.addEventListener('keydown', (event) => {
    const acts = new Map<string, () => void>([
      ['+', () => zoom(1 / 1.5)],
      ['-', () => zoom(1.5)],
      ['0', reset],
      ['ArrowLeft', () => move(0.1, 0)],
      ['ArrowRight', () => move(-0.1, 0)],
      ['ArrowUp', () => move(0, 0.1)],
      ['ArrowDown', () => move(0, -0.1)],
      ['Escape', () => choose(set, null)],
    ]);
    const act = acts.get(event.key);
    if (!act) return;
    event.preventDefault();
    act();
  });

  let dragged: { x: number; y: number; select: boolean } | null = null;
  canvas.addEventListener('pointerdown', (event) => {
    dragged = { ...at(event), select: event.shiftKey && figure.points !== null };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', (event) => {
    const here = at(event);
    if (!dragged) {
      point(nearest(here.x, here.y), here);
      return;
    }
    if (dragged.select) {
      draw();
      context.strokeStyle = inkOf(place).text;
      context.setLineDash([4, 3]);
      context.strokeRect(dragged.x, dragged.y, here.x - dragged.x, here.y - dragged.y);
      context.setLineDash([]);
      return;
    }
    const box = boxOf();
    move((here.x - dragged.x) / box.width, (here.y - dragged.y) / box.height);
    dragged = { ...here, select: false };
  });
  canvas.addEventListener('pointerup', (event) => {
    if (dragged?.select) selectWithin(dragged, at(event));
    dragged = null;
  });
  canvas.addEventListener('pointerleave', () => point(null, { x: 0, y: 0 }));

  function selectWithin(a: { x: number; y: number }, b: { x: number; y: number }): void {
    const { px, py } = toPixels(figure, shown(), boxOf());
    const [xs, ys] = [set.columns[figure.points!.x], set.columns[figure.points!.y]];
    const within = (value: number, u: number, v: number): boolean =>
      value >= Math.min(u, v) && value <= Math.max(u, v);
    const picked = Uint8Array.from(xs, (_, event) =>
      Number(!isHidden(set, event) && within(px(xs[event]), a.x, b.x) && within(py(ys[event]), a.y, b.y)),
    );
    choose(set, picked.includes(1) ? picked : null);
  }

  function nearest(x: number, y: number): number | null {
    if (!figure.points) return null;
    const { px, py } = toPixels(figure, shown(), boxOf());
    const [xs, ys] = [set.columns[figure.points.x], set.columns[figure.points.y]];
    let best: number | null = null;
    let least = REACH * REACH;
    for (let event = 0; event < xs.length; event++) {
      const distance = (px(xs[event]) - x) ** 2 + (py(ys[event]) - y) ** 2;
      if (distance < least && !isHidden(set, event)) {
        least = distance;
        best = event;
      }
    }
    return best;
  }

  function point(event: number | null, here: { x: number; y: number }): void {
    const text = event === null ? barText(here) : eventText(event);
    tip.hidden = text === null;
    if (text !== null) {
      tip.textContent = text;
      const right = here.x > canvas.clientWidth / 2;
      tip.style.left = right ? 'auto' : `${here.x + 12}px`;
      tip.style.right = right ? `${canvas.clientWidth - here.x + 12}px` : 'auto';
      tip.style.top = `${Math.max(0, here.y - 12)}px`;
    }
    if (set.pointed === event) return;
    set.pointed = event;
    redrawAll(set);
  }

  function eventText(event: number): string {
    const { x, y } = figure.points!;
    const lines = [`row ${set.rowOf(event)}`];
    for (const [axis, column] of [
      [figure.x, x],
      [figure.y, y],
    ] as const) {
      if (!axis.ticks) continue;
      lines.push(
        `${axis.name}: ${short(valueAt(axis, set.columns[column][event]))}${axis.unit ? ` ${axis.unit}` : ''}`,
      );
    }
    if (set.labels) {
      const label = set.labels[event];
      lines.push(label === -1 ? 'noise' : label < 0 ? 'not embedded' : `cluster ${label}`);
    }
    return lines.join('\n');
  }

  /** Counts of the bin under the pointer, where a figure counts. */
  function barText(here: { x: number; y: number }): string | null {
    const series = figure.series[0];
    if (!series?.counts || figure.points) return null;
    const { px } = toPixels(figure, shown(), boxOf());
    const steps = series.mark !== 'error-bars';
    const bin = series.x.findIndex((x, i) => {
      if (!steps) return Math.abs(px(x) - here.x) < REACH;
      const next = series.x[i + 1];
      return next !== undefined && here.x >= Math.min(px(x), px(next)) && here.x < Math.max(px(x), px(next));
    });
    if (bin < 0 || series.counts[bin] === undefined) return null;
    const ends = steps ? [series.x[bin], series.x[bin + 1]] : [series.x[bin]];
    const where = ends.map((end) => short(valueAt(figure.x, end))).join(' to ');
    return `${figure.x.name} ${where}${figure.x.unit ? ` ${figure.x.unit}` : ''}\n${series.counts[bin]} events`;
  }
}

export function choose(set: EventSet, selected: Uint8Array | null): void {
  set.selected = selected;
  redrawAll(set);
}

function scaled({ low, high }: Span, by: number, about: number): Span {
  const middle = low + about * (high - low);
  return { low: middle + (low - middle) * by, high: middle + (high - middle) * by };
}

function moved({ low, high }: Span, by: number): Span {
  const step = by * (high - low);
  return { low: low + step, high: high + step };
}

function inkOf(element: HTMLElement): Ink {
  const style = getComputedStyle(element);
  const color = (name: string): string => style.getPropertyValue(name).trim();
  return {
    text: color('--soft'),
    grid: color('--line'),
    axis: color('--axis'),
    ground: color('--ground'),
    theme: matchMedia('(prefers-color-scheme: dark)').matches ? 1 : 0,
  };
}
