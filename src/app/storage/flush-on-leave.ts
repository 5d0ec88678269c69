import type { Keeper } from './notebook-keeper.ts';

/**
 * Saves when the page is hidden or left, the last moments a browser promises, and lets the browser ask before it
 * leaves what cannot be saved. Returns how to stop.
 */
export function flushOnLeave(keeper: Pick<Keeper, 'flush' | 'wouldLose'>): () => void {
  const leave = (): void => void keeper.flush();
  const hide = (): void => {
    if (document.visibilityState === 'hidden') leave();
  };
  const ask = (event: BeforeUnloadEvent): void => {
    if (keeper.wouldLose()) event.preventDefault();
    leave();
  };
  window.addEventListener('pagehide', leave);
  window.addEventListener('beforeunload', ask);
  document.addEventListener('visibilitychange', hide);
  return () => {
    window.removeEventListener('pagehide', leave);
    window.removeEventListener('beforeunload', ask);
    document.removeEventListener('visibilitychange', hide);
  };
}
