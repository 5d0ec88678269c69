import type { RecentNotebook } from './database.ts';

const KEY = 'outcrop-last-notebook';

/** The notebook that a reload opens again: by name, since times of saving lie where the clock was set back. */
export function rememberLast(id: string): void {
  try {
    localStorage.setItem(KEY, id);
  } catch {
    // A window that keeps nothing goes by the times.
    return;
  }
}

/** Of notebooks, the one saved last first. */
export function lastOf(recent: readonly RecentNotebook[]): RecentNotebook | undefined {
  let last: string | null = null;
  try {
    last = localStorage.getItem(KEY);
  } catch {
    last = null;
  }
  return recent.find(({ id }) => id === last) ?? recent[0];
}
