const AUTHOR_KEY = 'outcrop-flag-author';

/** Who flags on this machine, as said last time; '' where nobody did, or the browser keeps nothing. */
export function rememberedAuthor(): string {
  try {
    return localStorage.getItem(AUTHOR_KEY) ?? '';
  } catch {
    return '';
  }
}

export function rememberAuthor(author: string): void {
  try {
    localStorage.setItem(AUTHOR_KEY, author);
  } catch {
    // A window that keeps nothing asks again; no work is lost by it.
    return;
  }
}
