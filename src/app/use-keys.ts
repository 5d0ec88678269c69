import { useEffect } from 'react';
import { appCommands } from './commands.ts';
import { useOutcrop } from './context.ts';

const isMac = /Mac|iP(hone|ad)/.test(navigator.platform);

/** `Mod-Shift-Z` of a key event; a single character keeps no Shift of its own, so `?` is `?`. */
export function keysOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): string {
  const letter = event.key.length === 1;
  const key = letter ? event.key.toUpperCase() : event.key;
  const parts: string[] = [];
  if (isMac ? event.metaKey : event.ctrlKey) parts.push('Mod');
  if (event.altKey) parts.push('Alt');
  const shiftIsPartOfSign = letter && key.toLowerCase() === key;
  if (event.shiftKey && !shiftIsPartOfSign) parts.push('Shift');
  return [...parts, key].join('-');
}

export function shownKeys(keys: string): string {
  return keys
    .replace('Mod', isMac ? '⌘' : 'Ctrl')
    .replace('ArrowUp', '↑')
    .replace('ArrowDown', '↓')
    .replace('Escape', 'Esc')
    .replaceAll('-', ' ');
}

/** Keys that a control uses for itself, such as letters in a select or Enter on a button, stay its own. */
function isTaken(target: EventTarget | null, keys: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('dialog')) return true;
  if (
    target.isContentEditable ||
    target.matches('textarea, input:not([type="checkbox"]):not([type="radio"])')
  )
    return true;
  return target.matches('select') && !keys.startsWith('Mod');
}

/** Listens for the keys of every command while the app is open. */
export function useKeys(): void {
  const outcrop = useOutcrop();
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing) return;
      const keys = keysOf(event);
      const command = appCommands.find((c) => c.keys === keys);
      if (!command || (isTaken(event.target, keys) && !(command.whileTyping && !inDialog(event.target))))
        return;
      event.preventDefault();
      command.run(outcrop);
    }
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [outcrop]);
}

function inDialog(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('dialog') !== null;
}
