import { type RefObject, useEffect } from 'react';

/** A cell at the top edge, and which part of its height is above that edge; negative where it begins below. */
interface Place {
  cell: Element;
  part: number;
}

/**
 * Keeps in sight what is being looked at when the width changes: cells above wrap to other heights, and browsers hold
 * the place only where their own width stays.
 */
export function useKeepPlace(main: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = main.current;
    if (!element) return;
    let place: Place | null = null;
    let width = element.clientWidth;
    const look = (): void => {
      // The scroll that a narrower window brings is not the reader's.
      if (element.clientWidth === width) place = placeOf(element);
    };
    const resized = new ResizeObserver(() => {
      if (element.clientWidth === width) return;
      width = element.clientWidth;
      if (!place?.cell.isConnected) return;
      const { top, height } = place.cell.getBoundingClientRect();
      element.scrollTop += top + place.part * height - element.getBoundingClientRect().top;
    });
    element.addEventListener('scroll', look, { passive: true });
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      resized.disconnect();
    };
  }, [main]);
}

function placeOf(main: HTMLElement): Place | null {
  const edge = main.getBoundingClientRect().top;
  for (const cell of main.querySelectorAll('.cell')) {
    const { top, bottom, height } = cell.getBoundingClientRect();
    if (bottom > edge && height > 0) return { cell, part: (edge - top) / height };
  }
  return null;
}
