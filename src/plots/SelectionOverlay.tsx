import { type PointerEvent, useEffect, useRef, useState } from 'react';
import type { Clause, SelectionMode } from '../core/table/clause.ts';
import type { View } from './axis.ts';
import { type Axes, clauseOf, extendPath, MODE_WORDS, modeOf, type Pixel } from './gesture.ts';

interface Props {
  tool: 'lasso' | 'box';
  selects: 'xy' | 'x';
  axes: Axes;
  view(): View | null;
  onSelect(clause: Clause, mode: SelectionMode): void;
  /** Says why a drag selected nothing. */
  onRefused(reason: string): void;
  onDoubleClick(): void;
}

const KEYS = new Set(['Shift', 'Alt', 'Escape']);

/** Takes the drags of lasso and box over the plot area. Shift adds, Alt subtracts, both intersect, Esc cancels. */
export function SelectionOverlay({ tool, selects, axes, view, onSelect, onRefused, onDoubleClick }: Props) {
  const surface = useRef<HTMLDivElement>(null);
  const shape = useRef<SVGPathElement>(null);
  const drag = useRef<{ pointer: number; path: Pixel[]; mode: SelectionMode } | null>(null);
  const hint = useRef<HTMLDivElement>(null);
  const [mode, setMode] = useState<SelectionMode>('replace');
  const [over, setOver] = useState(false);

  useEffect(() => {
    if (!over) return;
    const onKey = (event: KeyboardEvent): void => {
      if (!KEYS.has(event.key)) return;
      if (event.key === 'Escape') {
        if (!drag.current) return;
        event.stopImmediatePropagation();
        event.preventDefault();
        drag.current = null;
        draw();
        return;
      }
      // A lone Alt would open the menu of some browsers in the middle of a selection.
      if (event.key === 'Alt') event.preventDefault();
      if (!drag.current) setMode(modeOf(event));
    };
    window.addEventListener('keydown', onKey, true);
    window.addEventListener('keyup', onKey, true);
    return () => {
      window.removeEventListener('keydown', onKey, true);
      window.removeEventListener('keyup', onKey, true);
    };
  });

  function at(event: { clientX: number; clientY: number }): Pixel {
    const box = surface.current!.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  function draw(): void {
    shape.current?.setAttribute('d', pathOf(drag.current?.path ?? [], tool, selects, view()));
  }

  function down(event: PointerEvent<HTMLDivElement>): void {
    if (event.button !== 0 || drag.current) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const chosen = modeOf(event);
    drag.current = { pointer: event.pointerId, path: [at(event)], mode: chosen };
    setMode(chosen);
    setOver(true);
    draw();
  }

  function move(event: PointerEvent<HTMLDivElement>): void {
    const here = at(event);
    if (hint.current) hint.current.style.transform = `translate(${here[0] + 14}px, ${here[1] + 14}px)`;
    const now = drag.current;
    if (!now) {
      const next = modeOf(event);
      if (next !== mode) setMode(next);
      return;
    }
    if (now.pointer !== event.pointerId) return;
    const native = event.nativeEvent;
    const steps = native.getCoalescedEvents?.() ?? [];
    if (tool === 'box' || selects === 'x') now.path = [now.path[0], here];
    else for (const step of steps.length > 0 ? steps : [native]) extendPath(now.path, at(step));
    draw();
  }

  function up(event: PointerEvent<HTMLDivElement>): void {
    const now = drag.current;
    if (!now || now.pointer !== event.pointerId) return;
    drag.current = null;
    draw();
    setMode(modeOf(event));
    const current = view();
    if (!current) return;
    const clause = clauseOf(tool, now.path, selects, current, axes);
    if (typeof clause === 'string') onRefused(clause);
    else onSelect(clause, now.mode);
  }

  function cancel(): void {
    drag.current = null;
    draw();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a drag has no key; SelectByRange is the way without a pointer
    <div
      ref={surface}
      className="figure-overlay"
      data-tool={tool}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={cancel}
      onDoubleClick={onDoubleClick}
      onPointerEnter={() => setOver(true)}
      onPointerLeave={() => {
        if (!drag.current) setOver(false);
      }}
    >
      <svg className="figure-shape" aria-hidden="true">
        <path ref={shape} />
      </svg>
      <div ref={hint} className="figure-hint" hidden={!over || mode === 'replace'}>
        {MODE_WORDS[mode]}
      </div>
    </div>
  );
}

function pathOf(
  path: readonly Pixel[],
  tool: 'lasso' | 'box',
  selects: 'xy' | 'x',
  view: View | null,
): string {
  if (path.length < 2 || !view) return '';
  const [a, b] = [path[0], path[path.length - 1]];
  if (selects === 'x') return `M${a[0]},0H${b[0]}V${view.height}H${a[0]}Z`;
  if (tool === 'box') return `M${a[0]},${a[1]}H${b[0]}V${b[1]}H${a[0]}Z`;
  return `M${path.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join('L')}Z`;
}
