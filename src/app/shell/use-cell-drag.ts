import { type PointerEvent as ReactPointerEvent, useCallback, useEffect, useRef, useState } from 'react';
import { gapAt, indexAfterDrop } from './drop-place.ts';

export interface CellDrag {
  /** Id of the cell in hand, once it has been moved a little. */
  dragged: string | null;
  /** Before which cell it would be put; the number of cells for the end. */
  gap: number | null;
  grab(id: string, event: ReactPointerEvent<HTMLElement>): void;
}

/** A press shorter than this is no drag. */
const SLACK_PX = 4;
/** This near to its upper or lower edge the notebook scrolls along. */
const EDGE_PX = 48;
const SCROLL_PX = 14;

/** Moves cells by their handle: let go where the line is, or Esc to leave all as it was. */
export function useCellDrag(ids: readonly string[], onDrop: (id: string, index: number) => void): CellDrag {
  const [shown, setShown] = useState<{ dragged: string; gap: number } | null>(null);
  const latest = useRef({ ids, onDrop });
  latest.current = { ids, onDrop };
  const stop = useRef<() => void>(() => undefined);
  useEffect(() => () => stop.current(), []);

  const grab = useCallback((id: string, press: ReactPointerEvent<HTMLElement>): void => {
    if (press.button !== 0) return;
    // The handle keeps the focus for its keys; text is not selected on the way.
    press.preventDefault();
    press.currentTarget.focus({ preventScroll: true });
    const scroller = press.currentTarget.closest<HTMLElement>('.notebook');
    const { clientY: startY, pointerId } = press;
    let y = startY;
    let gap: number | null = null;

    const look = (): void => {
      const middles = latest.current.ids.map((cell) => {
        const box = document.getElementById(`cell-${cell}`)?.getBoundingClientRect();
        return box ? box.top + Math.min(box.height, 80) / 2 : Number.POSITIVE_INFINITY;
      });
      gap = gapAt(middles, y);
      setShown((last) => (last?.gap === gap ? last : { dragged: id, gap: gap as number }));
    };
    const move = (event: PointerEvent): void => {
      if (event.pointerId !== pointerId) return;
      y = event.clientY;
      if (gap !== null || Math.abs(y - startY) > SLACK_PX) look();
    };
    const end = (): void => {
      clearInterval(timer);
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', drop);
      removeEventListener('pointercancel', end);
      removeEventListener('keydown', leave, true);
      setShown(null);
    };
    const drop = (event: PointerEvent): void => {
      if (event.pointerId !== pointerId) return;
      end();
      const from = latest.current.ids.indexOf(id);
      const to = gap === null ? from : indexAfterDrop(from, gap);
      if (from >= 0 && to !== from) latest.current.onDrop(id, to);
    };
    const leave = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      end();
    };
    const timer = setInterval(() => {
      if (!scroller || gap === null) return;
      const { top, bottom } = scroller.getBoundingClientRect();
      const by = y < top + EDGE_PX ? -SCROLL_PX : y > bottom - EDGE_PX ? SCROLL_PX : 0;
      if (by === 0) return;
      scroller.scrollBy(0, by);
      look();
    }, 16);
    addEventListener('pointermove', move);
    addEventListener('pointerup', drop);
    addEventListener('pointercancel', end);
    addEventListener('keydown', leave, true);
    stop.current = end;
  }, []);

  return { dragged: shown?.dragged ?? null, gap: shown?.gap ?? null, grab };
}
