const platform = globalThis.navigator?.platform ?? '';
const isMac = /Mac|iP(hone|ad)/.test(platform);

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
    .replace('Delete', 'Del')
    .replaceAll('-', ' ');
}
