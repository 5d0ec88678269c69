export interface Memo {
  get<T>(key: string, make: () => Promise<T>): Promise<T>;
}

/** Keeps the last few values made. A failed making is forgotten at once, so that it can be tried again. */
export function createMemo(capacity = 3): Memo {
  const kept = new Map<string, Promise<unknown>>();
  return {
    get<T>(key: string, make: () => Promise<T>): Promise<T> {
      const value = (kept.get(key) as Promise<T> | undefined) ?? make();
      kept.delete(key);
      kept.set(key, value);
      value.catch(() => {
        if (kept.get(key) === value) kept.delete(key);
      });
      for (const oldest of kept.keys()) {
        if (kept.size <= capacity) break;
        kept.delete(oldest);
      }
      return value;
    },
  };
}
