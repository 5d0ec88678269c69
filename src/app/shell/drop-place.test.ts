import { expect, it } from 'vitest';
import { gapAt, indexAfterDrop } from './drop-place.ts';

it('puts a dragged cell before the first whose head is below the pointer', () => {
  expect([5, 10, 55, 200].map((y) => gapAt([10, 50, 90], y))).toEqual([0, 1, 2, 3]);
  expect(gapAt([], 5)).toBe(0);
});

it('counts places as they are after the move, as splicing does', () => {
  for (let from = 0; from < 4; from++) {
    for (let gap = 0; gap <= 4; gap++) {
      const list = ['a', 'b', 'c', 'd'];
      const marked = list.toSpliced(gap, 0, '|');
      const wanted = marked.flatMap((c) => (c === '|' ? [list[from]] : c === list[from] ? [] : [c]));
      const moved = list.toSpliced(from, 1).toSpliced(indexAfterDrop(from, gap), 0, list[from]);
      expect(moved).toEqual(wanted);
    }
  }
});
