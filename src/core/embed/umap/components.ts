import type { FuzzyGraph } from './fuzzy-set.ts';

/** Connected parts of a graph, in order of their first row. */
export interface Components {
  count: number;
  /** The component of each row. */
  of: Int32Array;
  sizes: Int32Array;
}

/** By breadth-first search. O(rows + edges). */
export function connectedComponents(graph: FuzzyGraph): Components {
  const { rows, offsets, targets } = graph;
  const of = new Int32Array(rows).fill(-1);
  const queue = new Int32Array(rows);
  const sizes: number[] = [];
  for (let seed = 0; seed < rows; seed++) {
    if (of[seed] >= 0) continue;
    const component = sizes.length;
    of[seed] = component;
    queue[0] = seed;
    let filled = 1;
    for (let i = 0; i < filled; i++) {
      for (let e = offsets[queue[i]]; e < offsets[queue[i] + 1]; e++) {
        const other = targets[e];
        if (of[other] >= 0) continue;
        of[other] = component;
        queue[filled++] = other;
      }
    }
    sizes.push(filled);
  }
  return { count: sizes.length, of, sizes: Int32Array.from(sizes) };
}
