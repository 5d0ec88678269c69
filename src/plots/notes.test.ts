import { describe, expect, it } from 'vitest';
import { countNote, noteParts } from './notes.ts';
import type { PlotCounts } from './plot.ts';

const without = (count: number): PlotCounts => ({
  rows: 1000,
  drawable: 1000 - count,
  selected: 12,
  left: [
    { count, reason: 'without dt: not drawn', undrawn: true },
    { count: 70, reason: 'without tba, in grey' },
  ],
});

describe('the note under a plot', () => {
  it('says last what is not drawn, where it is little', () => {
    expect(countNote(without(50), 3)).toBe(
      '947 drawn · 12 selected · 3 outside the axes · 50 without dt: not drawn · 70 without tba, in grey',
    );
    expect(noteParts(without(50), null).some(({ warn }) => warn)).toBe(false);
  });

  it('says it first, as a warning, where it is more than a twentieth of the rows', () => {
    const parts = noteParts(without(51), null);
    expect(parts[0]).toEqual({ text: '51 without dt: not drawn', warn: true });
    expect(parts.slice(1).map(({ text }) => text)).toEqual([
      '949 drawn',
      '12 selected',
      '70 without tba, in grey',
    ]);
    expect(parts.slice(1).every(({ warn }) => !warn)).toBe(true);
  });
});
