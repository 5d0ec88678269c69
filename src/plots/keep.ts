/**
 * Remembers what was computed from an array as long as the array lives. Encoders run again at every selection,
 * and most of what they need does not depend on it. `key` names everything else that the result depends on.
 */
export function makeKeep<T>(): (source: object, key: string, make: () => T) => T {
  const kept = new WeakMap<object, Map<string, T>>();
  return (source, key, make) => {
    let known = kept.get(source);
    if (!known) {
      known = new Map();
      kept.set(source, known);
    }
    if (!known.has(key)) {
      // Bins and ranges change with every zoom: keep the latest few.
      if (known.size >= 8) known.delete(known.keys().next().value as string);
      known.set(key, make());
    }
    return known.get(key) as T;
  };
}
