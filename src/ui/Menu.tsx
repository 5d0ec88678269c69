import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';

export interface MenuItem {
  label: string;
  /** A line below the label. */
  hint?: string;
  title?: string;
  keys?: string;
  disabled?: boolean;
  /** Heading over this and the following items that name the same one. */
  section?: string;
  onPick(): void;
}

interface MenuProps {
  label: ReactNode;
  /** Accessible name where the label is only a sign. */
  name?: string;
  items: MenuItem[];
  className?: string;
  align?: 'left' | 'right';
}

/** Left and right edge of what can be seen around an element, which scrolling ancestors cut off. */
function sidesInSight(element: HTMLElement): { left: number; right: number } {
  let [left, right] = [8, innerWidth - 8];
  for (let at = element.parentElement; at; at = at.parentElement) {
    if (getComputedStyle(at).overflowX === 'visible') continue;
    const box = at.getBoundingClientRect();
    left = Math.max(left, box.left + 4);
    right = Math.min(right, box.left + at.clientWidth - 4);
  }
  return { left, right };
}

const ENABLED = '[role="menuitem"]:not(:disabled)';

/** A button that opens a list of actions; arrows and first letters move, Esc closes and gives the focus back. */
export function Menu({ label, name, items, className = 'button', align = 'left' }: MenuProps) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return;
    const outside = (event: Event): void => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    box.current?.querySelector<HTMLButtonElement>(ENABLED)?.focus({ preventScroll: true });
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open]);

  // Upwards where there is more room, and never out of the window or of what scrolls.
  useLayoutEffect(() => {
    const shown = list.current;
    if (!open || !shown || !trigger.current) return;
    const at = trigger.current.getBoundingClientRect();
    const below = innerHeight - at.bottom - 12;
    const above = at.top - 52;
    const up = shown.offsetHeight > below && above > below;
    shown.classList.toggle('up', up);
    shown.style.maxHeight = `${Math.max(120, up ? above : below)}px`;
    const { left, right } = shown.getBoundingClientRect();
    const seen = sidesInSight(trigger.current);
    if (right > seen.right) shown.style.translate = `${Math.max(seen.left - left, seen.right - right)}px 0`;
    else if (left < seen.left) shown.style.translate = `${seen.left - left}px 0`;
  }, [open]);

  function entries(): HTMLButtonElement[] {
    return [...(box.current?.querySelectorAll<HTMLButtonElement>(ENABLED) ?? [])];
  }

  function move(event: React.KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.stopPropagation();
      event.preventDefault();
      setOpen(false);
      trigger.current?.focus();
      return;
    }
    const all = entries();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    let to = -1;
    if (event.key === 'ArrowDown') to = (at + 1) % all.length;
    else if (event.key === 'ArrowUp') to = (at - 1 + all.length) % all.length;
    else if (event.key === 'Home') to = 0;
    else if (event.key === 'End') to = all.length - 1;
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && event.key !== ' ') {
      const begins = (entry: HTMLButtonElement): boolean =>
        entry.textContent?.toLowerCase().startsWith(event.key.toLowerCase()) === true;
      const after = all.findIndex((entry, index) => index > at && begins(entry));
      to = after >= 0 ? after : all.findIndex(begins);
    }
    if (to < 0) return;
    event.preventDefault();
    all[to]?.focus();
  }

  const sections = [...new Set(items.map(({ section = '' }) => section))];
  return (
    <div className="menu" ref={box}>
      <button
        ref={trigger}
        type="button"
        className={className}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={name}
        title={name}
        onClick={() => setOpen(!open)}
      >
        {label}
      </button>
      {open && (
        <div ref={list} className={`menu-list ${align}`} role="menu" tabIndex={-1} onKeyDown={move}>
          {sections.map((section) => {
            const members = items
              .filter((item) => (item.section ?? '') === section)
              .map((item) => (
                <button
                  key={item.label}
                  type="button"
                  role="menuitem"
                  title={item.title}
                  disabled={item.disabled}
                  onClick={() => {
                    setOpen(false);
                    trigger.current?.focus({ preventScroll: true });
                    item.onPick();
                  }}
                >
                  <span>
                    {item.label}
                    {item.hint && <small>{item.hint}</small>}
                  </span>
                  {item.keys && <kbd>{item.keys}</kbd>}
                </button>
              ));
            if (section === '') return members;
            return (
              // biome-ignore lint/a11y/useSemanticElements: a group of menu items is no fieldset
              <div key={section} role="group" aria-label={section}>
                <span className="menu-section" aria-hidden="true">
                  {section}
                </span>
                {members}
              </div>
            );
          })}
        </div>
      )}
    </div>
  );
}
