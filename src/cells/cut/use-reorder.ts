import { type PointerEvent, type RefObject, useRef, useState } from 'react';

export interface Reorder {
  list: RefObject<HTMLOListElement | null>;
  /** The item that is dragged, and the place that it would take; null while nothing is. */
  dragged: { from: number; to: number } | null;
  /** What the grip of an item listens to. */
  grip(index: number): {
    onPointerDown(event: PointerEvent): void;
    onPointerMove(event: PointerEvent): void;
    onPointerUp(event: PointerEvent): void;
    onPointerCancel(): void;
  };
}

/** Items of a list dragged to another place by their grips; keys have buttons of their own. */
export function useReorder(onMove: (from: number, to: number) => void): Reorder {
  const list = useRef<HTMLOListElement | null>(null);
  const [dragged, setDragged] = useState<Reorder['dragged']>(null);

  /** The place of an item whose middle is at `y`: after those whose middles are above. */
  function placeAt(y: number, from: number): number {
    const items = [...(list.current?.children ?? [])];
    return items.filter((item, i) => {
      if (i === from) return false;
      const { top, bottom } = item.getBoundingClientRect();
      return (top + bottom) / 2 < y;
    }).length;
  }

  return {
    list,
    dragged,
    grip: (index) => ({
      onPointerDown(event) {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragged({ from: index, to: index });
      },
      onPointerMove(event) {
        if (dragged?.from !== index) return;
        const to = placeAt(event.clientY, index);
        if (to !== dragged.to) setDragged({ from: index, to });
      },
      onPointerUp(event) {
        if (dragged?.from !== index) return;
        const to = placeAt(event.clientY, index);
        setDragged(null);
        if (to !== index) onMove(index, to);
      },
      onPointerCancel: () => setDragged(null),
    }),
  };
}
