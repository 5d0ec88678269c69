import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outlineLanes } from './outline-lanes.ts';

describe('outlineLanes', () => {
  it('draws a chain on one lane, and what is read far away further out', () => {
    // note, data, embed(data), cluster(embed), plot(cluster), explain(data)
    expect(outlineLanes([[], [], [1], [2], [3], [1]])).toEqual([
      { from: 1, to: 2, lane: 1 },
      { from: 1, to: 5, lane: 1 },
      { from: 2, to: 3, lane: 0 },
      { from: 3, to: 4, lane: 0 },
    ]);
    expect(outlineLanes([[], []])).toEqual([]);
  });

  it('takes a cell that stands above what it reads', () => {
    expect(outlineLanes([[1], []])).toEqual([{ from: 1, to: 0, lane: 0 }]);
  });

  it('never lays lines of two sources on each other', () => {
    const graph = fc.array(fc.array(fc.nat(9), { maxLength: 3 }), { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(graph, (drawn) => {
        const reads = drawn.map((sources, row) => sources.filter((source) => source !== row));
        const edges = outlineLanes(reads);
        expect(edges.length).toBe(reads.reduce((sum, sources) => sum + new Set(sources).size, 0));
        for (const a of edges) {
          for (const b of edges) {
            if (a.from === b.from) expect(a.lane).toBe(b.lane);
            else if (a.lane === b.lane) {
              const low = Math.max(Math.min(a.from, a.to), Math.min(b.from, b.to));
              const high = Math.min(Math.max(a.from, a.to), Math.max(b.from, b.to));
              expect(high - low).toBeLessThanOrEqual(0);
            }
          }
        }
      }),
    );
  });
});
