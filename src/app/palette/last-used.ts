const KEY = 'outcrop-palette';
const MOST = 12;

/** Ids of what was picked in the palette, latest first. */
export function lastUsed(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string').slice(0, MOST) : [];
  } catch {
    // A window that keeps nothing, or text of another hand: the palette then begins in its own order.
    return [];
  }
}

export function rememberUse(id: string): void {
  const ids = [id, ...lastUsed().filter((other) => other !== id)].slice(0, MOST);
  try {
    localStorage.setItem(KEY, JSON.stringify(ids));
  } catch {
    // Nothing is lost but the order of a list.
    return;
  }
}
