import { useEffect } from 'react';
import type { Session } from '../engine/session.ts';
import type { AppCommand } from './commands/command.ts';
import { appCommands } from './commands.ts';
import { useOutcrop } from './context.ts';
import { keysOf } from './keys.ts';

const TYPED_INTO = 'textarea, input:not([type="checkbox"]):not([type="radio"]):not([type="button"])';

function isTypedInto(target: HTMLElement): boolean {
  return target.isContentEditable || target.matches(TYPED_INTO);
}

/**
 * Whether a command may take its keys where the focus is. Fields keep what is typed, a select its letters, a menu
 * its own keys, and an open dialog all of them; the keys of cells hold in the notebook and its outline only.
 */
function holdsAt(target: EventTarget | null, command: AppCommand, keys: string): boolean {
  if (!(target instanceof HTMLElement)) return true;
  if (document.querySelector('dialog[open]')) return false;
  if (isTypedInto(target)) return command.whileTyping === true;
  if (keys.startsWith('Mod')) return true;
  if (target.matches('select') || target.closest('[role="menu"], [role="slider"], [role="listbox"]'))
    return false;
  return command.group !== 'cell' || target === document.body || target.closest('main, .outline') !== null;
}

/** To the first field of a cell that has the focus. */
function enter(cell: HTMLElement): void {
  if (document.activeElement !== cell) return;
  const field =
    cell.querySelector<HTMLElement>('.cell-body :is(input, select, textarea, button):not(:disabled)') ??
    cell.querySelector<HTMLElement>('.cell-title');
  field?.focus();
}

/** Keys come faster than the code of a view that is shown for the first time. */
function whenLoaded(body: HTMLElement, then: () => void): void {
  const seen = new MutationObserver(() => {
    if (body.querySelector('.view-loading')) return;
    seen.disconnect();
    then();
  });
  seen.observe(body, { childList: true, subtree: true });
}

/** Enter goes from a cell to its first field, Esc from a field back to its cell. */
function moveWithinCell(event: KeyboardEvent): boolean {
  const { target } = event;
  if (!(target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)
    return false;
  if (event.key === 'Enter' && target.matches('.cell')) {
    const body = target.querySelector<HTMLElement>('.cell-body');
    if (body?.querySelector('.view-loading')) whenLoaded(body, () => enter(target));
    else enter(target);
    return true;
  }
  if (event.key === 'Escape' && (isTypedInto(target) || target.matches('select'))) {
    const cell = target.closest<HTMLElement>('.cell');
    cell?.focus({ preventScroll: true });
    return cell !== null;
  }
  return false;
}

/** Listens for the keys of every command while the app is open. */
export function useKeys(): void {
  const outcrop = useOutcrop();
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      if (event.isComposing) return;
      if (event.defaultPrevented) return;
      if (moveWithinCell(event)) {
        event.preventDefault();
        return;
      }
      const keys = keysOf(event);
      const command = appCommands.find((c) => c.keys === keys || c.alsoKeys?.includes(keys));
      if (!command || !holdsAt(event.target, command, keys)) return;
      event.preventDefault();
      const why = command.refusal?.(outcrop) ?? null;
      if (why === null) command.run(outcrop);
      else outcrop.actions.say(`${command.name}: ${why}`);
    }
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [outcrop]);
  useGestureEnds(outcrop.session);
}

/** A drag ends where the pointer is let go, a spell of typing where its field is left: each is one undo step. */
function useGestureEnds(session: Session): void {
  useEffect(() => {
    const end = (): void => session.endGesture();
    const events = ['pointerup', 'pointercancel', 'focusout'] as const;
    for (const name of events) document.addEventListener(name, end);
    return () => {
      for (const name of events) document.removeEventListener(name, end);
    };
  }, [session]);
}
