/** The root of the set that holds i, the way there halved (Tarjan, van Leeuwen 1984). */
export function rootOf(sets: Int32Array, i: number): number {
  let root = i;
  while (sets[root] !== root) {
    sets[root] = sets[sets[root]];
    root = sets[root];
  }
  return root;
}

/** Makes one set of those that hold a and b. */
export function unite(sets: Int32Array, a: number, b: number): void {
  const first = rootOf(sets, a);
  const second = rootOf(sets, b);
  // The smaller root stays: whatever the order of the calls, the forest is the same.
  if (first < second) sets[second] = first;
  else sets[first] = second;
}
