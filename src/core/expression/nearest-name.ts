/**
 * The name that a misspelt one was most likely meant to be: of fewest edits (insert, drop, change or swap of neighbours,
 * case ignored); null where none is near. O(names x length^2), names over 60 characters are passed over.
 */
export function nearestName(wrong: string, names: Iterable<string>): string | null {
  const written = wrong.toLowerCase();
  let nearest: string | null = null;
  let fewest = Math.max(1, Math.floor(wrong.length / 3)) + 1;
  for (const name of names) {
    if (name.length > 60 || Math.abs(name.length - wrong.length) >= fewest) continue;
    const count = edits(written, name.toLowerCase());
    if (count < fewest) {
      fewest = count;
      nearest = name;
    }
  }
  return nearest;
}

/** Optimal string alignment distance. */
function edits(a: string, b: string): number {
  let older: number[] = [];
  let before = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + change);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j], older[j - 2] + 1);
    }
    older = before;
    before = row;
  }
  return before[b.length];
}
