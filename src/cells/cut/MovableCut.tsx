import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Cut, CutPart } from '../../core/cut/cut.ts';
import type { CutFlow } from '../../core/cut/cut-flow.ts';
import { partsOfExpression } from '../../core/cut/cut-parts.ts';
import { textOfParts } from '../../core/cut/cut-text.ts';
import { parseExpression } from '../../core/expression/parse.ts';
import { Problem } from '../../core/problem.ts';
import { type CutHandle, cutHandles } from '../../plots/cut-handles.ts';
import { type CutPlane, cutShape, outlineOf } from '../../plots/cut-shape.ts';
import type { Pixel } from '../../plots/gesture.ts';
import type { CellHost, Frame } from '../contract.ts';
import { cutDraft } from './cut-draft.ts';
import { movedWords } from './cut-words.ts';
import { type Counting, countingFor } from './moving-counts.ts';
import type { CutParams } from './params.ts';
import './cut-handles.css';

type CutMover = Pick<CellHost, 'changeCell' | 'resultOf' | 'selected' | 'command'>;

interface MovableCutProps {
  host: CutMover;
  frame: Frame;
  plane: CutPlane;
  cell: string;
  params: CutParams;
  index: number;
}

/** What is held: the handle as it was when it was taken, and where it is now. */
interface Grip {
  handle: CutHandle;
  at: Pixel;
  counting: Counting;
  start: string;
  /** One undo step, however many keys. */
  merge: string;
  pointer: number | null;
}

let grips = 0;
const STEPS: Record<string, Pixel> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const LARGE_STEP = 10;

/** A cut over two axes, or one: what of it is about them can be taken hold of, by mouse and by keys. */
export function MovableCut({ host, frame, plane, cell, params, index }: MovableCutProps) {
  const cut = params.cuts[index];
  const draft = useStore(cutDraft, ({ draft }) =>
    draft?.cell === cell && draft.cut === cut.id ? draft : null,
  );
  const own = useMemo(() => partsOf(cut.expression), [cut.expression]);
  const grip = useRef<Grip | null>(null);
  const [held, setHeld] = useState(false);
  const parts = draft?.parts ?? own;
  const shape = parts && cutShape(parts, plane);
  if (!parts || !shape || shape.planes.length === 0 || shape.corners.length === 0) return null;
  const { edges, region } = outlineOf(shape, plane);
  const handles = cutHandles(parts, shape, plane);
  const called = cut.name.trim() || `cut ${index + 1}`;
  const flow = host.resultOf(cell) as CutFlow | undefined;

  function take(handle: CutHandle, pointer: number | null): void {
    const counting = countingFor(frame, cut, params, flow, host.selected);
    grip.current = {
      handle,
      at: handle.at,
      counting,
      start: cut.expression,
      merge: `move ${++grips}`,
      pointer,
    };
  }

  function moveTo(at: Pixel): void {
    const now = grip.current;
    if (!now) return;
    const next = now.handle.move(at);
    if (!next) return;
    now.at = at;
    setHeld(true);
    const counts = now.counting.count(next);
    cutDraft.setState({ draft: { cell, cut: cut.id, expression: textOfParts(next), parts: next, counts } });
  }

  /** Hands the moved cut to the notebook. */
  function keep(): void {
    const now = cutDraft.getState().draft;
    if (grip.current && now?.cell === cell && now.cut === cut.id) write(now.expression);
    cutDraft.setState({ draft: null });
    setHeld(false);
  }

  function write(expression: string): void {
    if (expression === cut.expression) return;
    host.changeCell(
      cell,
      { cuts: params.cuts.with(index, { ...cut, expression }) },
      { merge: `${cell}/${cut.id}/${grip.current?.merge}`, label: `move ${called}` },
    );
  }

  function restore(): void {
    const { current } = grip;
    cutDraft.setState({ draft: null });
    setHeld(false);
    // What keys have moved so far is one step.
    if (current && current.start !== cut.expression) host.command('undo');
    grip.current = null;
  }

  function down(event: PointerEvent, handle: CutHandle): void {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    take(handle, event.pointerId);
    (event.currentTarget as HTMLElement).focus?.({ preventScroll: true });
  }

  function move(event: PointerEvent): void {
    const now = grip.current;
    if (!now || now.pointer !== event.pointerId) return;
    const area = event.currentTarget.closest('.cut-shape');
    if (!area) return;
    const box = area.getBoundingClientRect();
    moveTo([event.clientX - box.left, event.clientY - box.top]);
  }

  function up(event: PointerEvent): void {
    if (grip.current?.pointer !== event.pointerId) return;
    keep();
    grip.current = null;
  }

  function keyDown(event: KeyboardEvent, handle: CutHandle): void {
    const step = STEPS[event.key];
    if (event.key === 'Escape') {
      if (!grip.current) return;
      restore();
    } else if (step && !event.ctrlKey && !event.metaKey && !event.altKey) {
      if (!grip.current || grip.current.handle.key !== handle.key) take(handle, null);
      const size = event.shiftKey ? LARGE_STEP : 1;
      const { at } = grip.current as Grip;
      moveTo([at[0] + size * step[0], at[1] + size * step[1]]);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const grab = (handle: CutHandle) => ({
    onPointerDown: (event: PointerEvent) => down(event, handle),
    onPointerMove: move,
    onPointerUp: up,
    onPointerCancel: restore,
  });
  // An end stays under the pointer while it leads its line.
  const placeOf = ({ key, at, edge }: CutHandle) => {
    const [left, top] = held && !edge && grip.current?.handle.key === key ? grip.current.at : at;
    return { left, top };
  };
  const words = draft ? movedWords(draft.counts, cut.sense, countTarget(cut, params)) : [];
  return (
    <div className={`cut-shape ${cut.sense}${held ? ' held' : ''}`}>
      <svg aria-hidden="true">
        <path className="cut-region" d={`M${region.map(pair).join('L')}Z`} />
        {edges.map((points) => (
          <path key={pair(points[0])} className="cut-edge" d={`M${points.map(pair).join('L')}`} />
        ))}
        {handles.map(
          (handle) =>
            handle.edge && (
              <path
                key={handle.key}
                className="cut-grab"
                data-moves={handle.moves}
                d={`M${handle.edge.map(pair).join('L')}`}
                {...grab(handle)}
              />
            ),
        )}
      </svg>
      {handles.map((handle) => (
        <button
          key={handle.key}
          type="button"
          className={handle.edge ? 'cut-grip edge' : 'cut-grip'}
          data-moves={handle.moves}
          style={placeOf(handle)}
          aria-label={`Move ${handle.name}, ${called}`}
          title={`${called}: ${cut.sense} where ${cut.expression}\nDrag, or arrows; Shift for larger steps, Esc restores`}
          {...grab(handle)}
          onKeyDown={(event) => keyDown(event, handle)}
          onKeyUp={(event) => {
            if (event.key in STEPS) keep();
          }}
          onBlur={() => {
            if (grip.current?.pointer !== null) return;
            keep();
            grip.current = null;
          }}
        />
      ))}
      {draft && held && (
        <div className="cut-moved" role="status">
          <code>{draft.expression}</code>
          {words.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </div>
      )}
    </div>
  );
}

function countTarget(cut: Cut, { samples }: CutParams): string | null {
  return cut.tuned?.target.name ?? samples.at(0)?.name ?? null;
}

function pair([px, py]: Pixel): string {
  return `${px.toFixed(1)},${py.toFixed(1)}`;
}

function partsOf(expression: string): CutPart[] | null {
  try {
    return partsOfExpression(parseExpression(expression));
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}
