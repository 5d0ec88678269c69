import type { Locator } from '@playwright/test';

/**
 * What is wrong with how things lie in an element, in words: text that sticks out of its box or of the element, and
 * controls that lie on each other. What scrolls, is clipped on purpose with an ellipsis, or is hidden is left out.
 */
export function layoutFaults(root: Locator): Promise<string[]> {
  return root.evaluate((element) => {
    const faults: string[] = [];
    const SLACK = 1.5;
    const CONTROLS = 'button, input, select, textarea, a[href], summary, [role="slider"]';
    interface Box {
      left: number;
      top: number;
      right: number;
      bottom: number;
    }
    const outer = element.getBoundingClientRect();
    const clipping = new Map<Element, boolean>();

    function nameOf(node: Element): string {
      const text = (node.getAttribute('aria-label') ?? node.textContent ?? '').trim().slice(0, 50);
      return `<${node.tagName.toLowerCase()} class="${node.getAttribute('class') ?? ''}"> ${text}`;
    }

    function isShown(node: Element): boolean {
      const box = node.getBoundingClientRect();
      if (box.width === 0 || box.height === 0 || node.closest('.visually-hidden') !== null) return false;
      return node.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    }

    /** The part of a box that is not scrolled or clipped away by what it lies in; null where nothing is left. */
    function visibleBox(node: Element, box: Box): Box | null {
      const seen = { left: box.left, top: box.top, right: box.right, bottom: box.bottom };
      for (let up = node.parentElement; up && up !== element.parentElement; up = up.parentElement) {
        if (getComputedStyle(up).overflow === 'visible') continue;
        const clip = up.getBoundingClientRect();
        seen.left = Math.max(seen.left, clip.left);
        seen.top = Math.max(seen.top, clip.top);
        seen.right = Math.min(seen.right, clip.right);
        seen.bottom = Math.min(seen.bottom, clip.bottom);
      }
      return seen.right - seen.left > 1 && seen.bottom - seen.top > 1 ? seen : null;
    }

    /** Whether the element, or what it lies in, scrolls or shortens its text with a sign that it does. */
    function clipsOnPurpose(node: Element): boolean {
      const known = clipping.get(node);
      if (known !== undefined) return known;
      const style = getComputedStyle(node);
      const up = node.parentElement;
      const clips =
        /auto|scroll/.test(style.overflow) ||
        style.textOverflow === 'ellipsis' ||
        (style.webkitLineClamp !== 'none' && style.webkitLineClamp !== '') ||
        (node !== element && up !== null && clipsOnPurpose(up));
      clipping.set(node, clips);
      return clips;
    }

    function textBoxes(node: Element): Box[] {
      return [...node.childNodes]
        .filter((child) => child.nodeType === Node.TEXT_NODE && (child.textContent ?? '').trim() !== '')
        .flatMap((child) => {
          const range = document.createRange();
          range.selectNodeContents(child);
          return [...range.getClientRects()];
        });
    }

    for (const node of element.querySelectorAll('*')) {
      if (!(node instanceof HTMLElement) || !isShown(node) || clipsOnPurpose(node)) continue;
      const boxes = textBoxes(node);
      if (boxes.length === 0 || node.matches('option, script, style')) continue;
      const own = node.getBoundingClientRect();
      const inline = getComputedStyle(node).display === 'inline';
      for (const box of boxes) {
        if (
          box.right > outer.right + SLACK ||
          box.left < outer.left - SLACK ||
          box.bottom > outer.bottom + SLACK
        )
          faults.push(`sticks out of the whole: ${nameOf(node)}`);
        else if (!inline && (box.right > own.right + SLACK || box.left < own.left - SLACK))
          faults.push(`text wider than its box: ${nameOf(node)}`);
        else if (visibleBox(node, box) === null) faults.push(`cut off: ${nameOf(node)}`);
      }
    }

    const controls = [...element.querySelectorAll(CONTROLS)]
      .filter(isShown)
      .map((node) => ({ node, box: visibleBox(node, node.getBoundingClientRect()) }))
      .filter((control): control is { node: Element; box: Box } => control.box !== null);
    for (const [i, a] of controls.entries()) {
      if (a.box.right > outer.right + SLACK || a.box.left < outer.left - SLACK)
        faults.push(`sticks out of the whole: ${nameOf(a.node)}`);
      for (const b of controls.slice(i + 1)) {
        if (a.node.contains(b.node) || b.node.contains(a.node)) continue;
        const width = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const height = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        if (width > SLACK && height > SLACK) faults.push(`${nameOf(a.node)} lies on ${nameOf(b.node)}`);
      }
    }
    return [...new Set(faults)];
  });
}
