export interface Memo {
  get<T>(owner: string, key: string, make: () => Promise<T>): Promise<T>;
}

/** Keeps one value an owner: the last one made. A failed making is forgotten, so that it can be tried again. */
export function createMemo(): Memo {
  const kept = new Map<string, { key: string; value: Promise<unknown> }>();
  return {
    get<T>(owner: string, key: string, make: () => Promise<T>): Promise<T> {
      const known = kept.get(owner);
      if (known?.key === key) return known.value as Promise<T>;
      const entry = { key, value: make() };
      kept.set(owner, entry);
      entry.value.catch(() => {
        if (kept.get(owner) === entry) kept.delete(owner);
      });
      return entry.value;
    },
  };
}
