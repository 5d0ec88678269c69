export interface OutlineEdge {
  /** Row of the cell that is read, and of the one that reads it. */
  from: number;
  to: number;
  /** 0 is next to the names. All edges of one source share a lane. */
  lane: number;
}

/**
 * Lines of a dependency graph beside a list: an edge for each input, in lanes such that lines of different sources
 * never lie on each other. Short spans get the inner lanes. `reads[row]` are the rows that a row reads.
 * O(rows x lanes).
 */
export function outlineLanes(reads: readonly (readonly number[])[]): OutlineEdge[] {
  const readers = new Map<number, number[]>();
  for (const [to, sources] of reads.entries())
    for (const from of new Set(sources)) readers.set(from, [...(readers.get(from) ?? []), to]);

  const spans = [...readers].map(([from, to]) => ({
    from,
    to,
    low: Math.min(from, ...to),
    high: Math.max(from, ...to),
  }));
  spans.sort((a, b) => a.high - a.low - (b.high - b.low) || a.low - b.low);
  const lanes: { low: number; high: number }[][] = [];
  const edges: OutlineEdge[] = [];
  for (const { from, to, low, high } of spans) {
    // Spans that only touch at a row may share a lane: one ends where the other begins.
    let lane = lanes.findIndex((taken) => taken.every((span) => high <= span.low || low >= span.high));
    if (lane < 0) lane = lanes.push([]) - 1;
    lanes[lane].push({ low, high });
    for (const reader of to) edges.push({ from, to: reader, lane });
  }
  return edges.sort((a, b) => a.from - b.from || a.to - b.to);
}
