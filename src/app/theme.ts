import type { Theme } from '../plots/plot.ts';

const THEME_KEY = 'outcrop-theme';

const darkSystem = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

export function systemTheme(): Theme {
  return darkSystem().matches ? 'dark' : 'light';
}

/** The theme the user chose; null where none is, and in private windows that refuse the storage. */
function chosenTheme(): Theme | null {
  let chosen: string | null = null;
  try {
    chosen = localStorage.getItem(THEME_KEY);
  } catch {
    chosen = null;
  }
  return chosen === 'light' || chosen === 'dark' ? chosen : null;
}

/** The theme the user chose, else the system's. */
export function preferredTheme(): Theme {
  return chosenTheme() ?? systemTheme();
}

/** Keeps the user's choice; null follows the system again. */
export function rememberTheme(theme: Theme | null): void {
  try {
    if (theme === null) localStorage.removeItem(THEME_KEY);
    else localStorage.setItem(THEME_KEY, theme);
  } catch {
    // A window that keeps nothing shows the system's theme next time; no work is lost by it.
    return;
  }
}

/** Tells of the system's theme when it changes, as many do at dusk, unless the user chose one. */
export function followSystem(change: (theme: Theme) => void): () => void {
  const query = darkSystem();
  const listener = (): void => {
    if (chosenTheme() === null) change(systemTheme());
  };
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}
