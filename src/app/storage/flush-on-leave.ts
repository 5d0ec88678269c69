import type { Autosave } from './autosave.ts';

/** Saves when the page is hidden or left, the last moments a browser promises. Returns how to stop. */
export function flushOnLeave(autosave: Autosave): () => void {
  const leave = (): void => void autosave.flush();
  const hide = (): void => {
    if (document.visibilityState === 'hidden') leave();
  };
  window.addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', hide);
  return () => {
    window.removeEventListener('pagehide', leave);
    document.removeEventListener('visibilitychange', hide);
  };
}
