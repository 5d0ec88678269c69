import {
  type CSSProperties,
  Fragment,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { Clause, SelectionMode } from '../core/table/clause.ts';
import { placeX, type View } from './axis.ts';
import { viewAfterKey } from './axis-keys.ts';
import type { DistantCloud } from './cloud.ts';
import { exportPicture } from './export-picture.ts';
import { FigureLegend } from './FigureLegend.tsx';
import { FigureView } from './figure-view.ts';
import './figure.css';
import { noteParts } from './notes.ts';
import { paletteOf } from './palette.ts';
import type { FigureModel, OnRanges, Tool } from './plot.ts';
import { SelectionOverlay } from './SelectionOverlay.tsx';
import { binTip, rowTip } from './tips.ts';

export interface FigureHandle {
  view: FigureView;
  /** Takes the keyboard, where the figure is on the page. */
  focus(): void;
  /** The figure as a PNG (data URL at `scale` times its size) or an SVG with the cloud as a PNG inside. */
  exportPicture(format: 'png' | 'svg', scale: number): Promise<Blob>;
}

export interface FigureProps {
  model: FigureModel;
  /** Where the rows of the model are, if it does not hold them. */
  cloud?: DistantCloud | null;
  tool: Tool;
  /** In px, with legend and note. */
  height: number;
  /** Row pointed at in any plot of the notebook. */
  hovered?: number | null;
  onSelect?(clause: Clause, mode: SelectionMode): void;
  onHover?(row: number | null): void;
  onRanges?: OnRanges;
  /** Replaces the sentence of the model. */
  ariaLabel?: string;
  /** Drawn over the plot area; told the view whenever it changes. */
  overlay?(view: View): ReactNode;
  handle?: Ref<FigureHandle>;
}

const SAID_MS = 2500;

/** Shows a FigureModel. The only component that knows how figures are drawn. */
export function Figure(props: FigureProps) {
  const { model, cloud = null, tool, height, hovered, onSelect, onHover, overlay } = props;
  const { frame } = model;
  const plot = useRef<HTMLDivElement>(null);
  const axes = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<FigureView | null>(null);
  const [seen, setSeen] = useState<{ view: View; outside: number | null } | null>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [tip, setTip] = useState<{ x: number; y: number; text: string } | null>(null);
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const noteId = useId();
  const latest = useRef(props);
  latest.current = props;

  useLayoutEffect(() => {
    const made = new FigureView(axes.current!, canvas.current!, {
      onView: (next, outside) =>
        setSeen((last) => (last?.view === next && last.outside === outside ? last : { view: next, outside })),
      onRanges: (x, y) => latest.current.onRanges?.(x, y),
      onProblem: (error) => {
        setProblem(
          `This figure could not be drawn: ${error instanceof Error ? error.message : String(error)}`,
        );
      },
    });
    view.current = made;
    const box = plot.current!;
    const measure = () => {
      const next = { width: Math.floor(box.clientWidth), height: Math.floor(box.clientHeight) };
      setSize((last) => (last.width === next.width && last.height === next.height ? last : next));
      return next;
    };
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    const first = measure();
    const { model, cloud = null } = latest.current;
    if (first.width > 0) made.show({ model, cloud }, first);
    return () => {
      observer.disconnect();
      made.destroy();
      view.current = null;
    };
  }, []);

  useLayoutEffect(() => {
    setProblem(null);
    if (size.width > 0) view.current?.show({ model, cloud }, size);
  }, [model, cloud, size]);

  useImperativeHandle(
    props.handle,
    () => ({
      get view() {
        return view.current!;
      },
      focus: () => plot.current?.focus(),
      exportPicture: (format: 'png' | 'svg', scale: number) =>
        exportPicture(view.current?.snapshot() ?? null, format, scale),
    }),
    [],
  );

  useEffect(() => {
    if (said === '') return;
    const timer = window.setTimeout(() => setSaid(''), SAID_MS);
    return () => window.clearTimeout(timer);
  }, [said]);

  // The wheel belongs to the page until the figure has the focus: a notebook is scrolled over its plots.
  useEffect(() => {
    const box = plot.current!;
    const gate = (event: WheelEvent): void => {
      const taken = latest.current.tool === 'pan' && (event.ctrlKey || box.contains(document.activeElement));
      if (!taken) event.stopPropagation();
    };
    box.addEventListener('wheel', gate, { capture: true, passive: true });
    return () => box.removeEventListener('wheel', gate, { capture: true });
  }, []);

  const margins = view.current?.margins() ?? { left: 0, right: 0, top: 0, bottom: 0 };
  const palette = paletteOf(frame.theme);
  const empty = problem ?? model.message;
  const overlaid = empty === null && seen !== null;
  const clouded = model.points !== null || cloud !== null;

  function point(clientX: number, clientY: number): void {
    const box = plot.current!.getBoundingClientRect();
    const x = clientX - box.left;
    const y = clientY - box.top;
    const current = view.current?.currentView();
    if (!current || empty !== null) return;
    const px = x - margins.left;
    const py = y - margins.top;
    const inside = px >= 0 && px <= current.width && py >= 0 && py <= current.height;
    if (!clouded) {
      const text = inside ? binTip(model, placeX(current, px)) : '';
      setTip(text === '' ? null : { x, y, text });
      return;
    }
    if (!inside) {
      leave();
      return;
    }
    view.current?.pointAt(px, py, (row) => {
      const place = row === null ? null : view.current?.placeOf(row);
      setTip(row !== null && place ? { x, y, text: rowTip(latest.current.model, row, place) } : null);
      if (row !== (latest.current.hovered ?? null)) onHover?.(row);
    });
  }

  function leave(): void {
    view.current?.pointNowhere();
    setTip(null);
    if (clouded && latest.current.hovered !== null) onHover?.(null);
  }

  function key(event: KeyboardEvent<HTMLDivElement>): void {
    const current = view.current?.currentView();
    if (!current || event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget)
      return;
    const next = viewAfterKey(event.key, current, frame.y.ref === null);
    if (event.key === '0') view.current?.reset();
    else if (next) view.current?.moveTo(next);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const note = empty === null ? noteParts(model.counts, seen?.outside ?? null) : [];
  if (empty === null && frame.help) note.push({ text: frame.help, warn: false });

  const ring = hovered !== null && hovered !== undefined && overlaid ? view.current?.pixelOf(hovered) : null;
  const area: CSSProperties = seen
    ? { left: margins.left, top: margins.top, width: seen.view.width, height: seen.view.height }
    : { left: 0, top: 0, width: 0, height: 0 };
  return (
    <div
      className="figure"
      data-selecting={model.counts.selected !== null}
      style={
        {
          height,
          '--figure-text': palette.text,
          '--figure-soft': palette.softText,
          '--figure-ground': palette.ground,
          '--figure-grid': palette.grid,
          '--figure-axis': palette.axis,
          '--figure-selected': palette.selected,
        } as CSSProperties
      }
    >
      {frame.legend.length > 0 && (
        <FigureLegend entries={frame.legend} column={onSelect ? frame.legendRef : null} onSelect={onSelect} />
      )}
      <div className="figure-stage">
        <div
          ref={plot}
          className="figure-plot"
          role="img"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows pan, + and - zoom, 0 resets
          tabIndex={0}
          aria-label={props.ariaLabel ?? (frame.help ? `${model.summary} ${frame.help}` : model.summary)}
          aria-describedby={noteId}
          onKeyDown={key}
          onPointerDown={() => plot.current?.focus({ preventScroll: true })}
          onPointerMove={(event) => {
            if (event.buttons === 0) point(event.clientX, event.clientY);
            else {
              view.current?.pointNowhere();
              setTip(null);
            }
          }}
          onPointerLeave={leave}
        >
          <div ref={axes} className="figure-axes" />
          <div className="figure-area" style={area}>
            <canvas ref={canvas} />
            {ring && (
              <div className="figure-ring" style={{ transform: `translate(${ring[0]}px, ${ring[1]}px)` }} />
            )}
            {overlaid && tool !== 'pan' && onSelect && model.selects !== 'none' && (
              <SelectionOverlay
                tool={tool}
                selects={model.selects}
                axes={frame}
                view={() => view.current?.currentView() ?? null}
                onSelect={onSelect}
                onRefused={setSaid}
                onDoubleClick={() => view.current?.reset()}
              />
            )}
          </div>
          {tip && (
            <div className="figure-tip" style={tipPlace(tip, size)}>
              {tip.text}
            </div>
          )}
          {empty !== null && <div className="figure-message">{empty}</div>}
          <div className="figure-said" role="status">
            {said}
          </div>
        </div>
        {overlaid && overlay && (
          <div className="figure-area" style={area}>
            {overlay(seen.view)}
          </div>
        )}
      </div>
      <p id={noteId} className="figure-note" title={note.map(({ text }) => text).join(' · ')}>
        {note.map(({ text, warn }, i) => (
          <Fragment key={text}>
            {i > 0 && ' · '}
            {warn ? <strong>{text}</strong> : text}
          </Fragment>
        ))}
      </p>
    </div>
  );
}

/** Beside the pointer, on the side where there is room. */
function tipPlace(tip: { x: number; y: number }, size: { width: number; height: number }): CSSProperties {
  const right = tip.x > size.width / 2;
  const low = tip.y > size.height / 2;
  const x = right ? `calc(${tip.x - 12}px - 100%)` : `${tip.x + 14}px`;
  const y = low ? `calc(${tip.y - 10}px - 100%)` : `${tip.y + 14}px`;
  return { transform: `translate(${x}, ${y})` };
}
