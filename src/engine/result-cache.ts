export interface CachedResult {
  value: unknown;
  /** Milliseconds it took when it was computed. */
  elapsed: number;
  /** When that began, ms since the epoch. */
  startedAt: number;
}

export interface ResultCache {
  get(key: string): CachedResult | undefined;
  set(key: string, result: CachedResult): void;
}

/** The last results by content hash, oldest use first out. Results may be large, so only a few are kept. */
export function createResultCache(capacity = 12): ResultCache {
  const entries = new Map<string, CachedResult>();
  return {
    get(key) {
      const found = entries.get(key);
      if (found) {
        entries.delete(key);
        entries.set(key, found);
      }
      return found;
    },
    set(key, result) {
      entries.delete(key);
      entries.set(key, result);
      for (const oldest of entries.keys()) {
        if (entries.size <= capacity) break;
        entries.delete(oldest);
      }
    },
  };
}
