import { describe, expect, it } from 'vitest';
import type { PaletteEntry } from './palette-entries.ts';
import { rankEntries } from './rank-entries.ts';

const entry = (id: string, label: string, refusal: string | null = null): PaletteEntry => ({
  id,
  label,
  section: 'Command',
  keys: null,
  refusal,
  run: () => undefined,
});
const entries = [
  entry('undo', 'Undo', 'nothing to undo'),
  entry('run', 'Run all stale cells'),
  entry('rename', 'Rename Embed'),
  entry('s2', 'Histogram of s2_area'),
];
const ids = (query: string, used: string[] = []): string[] =>
  rankEntries(entries, query, used).map(({ entry }) => entry.id);

describe('rankEntries', () => {
  it('shows all in their order, those used lately first', () => {
    expect(ids('')).toEqual(['undo', 'run', 'rename', 's2']);
    expect(ids(' ', ['s2', 'rename', 'gone'])).toEqual(['s2', 'rename', 'undo', 'run']);
  });

  it('finds by letters, lets a late use decide among near equals, and puts what is refused last', () => {
    expect(ids('s2')).toEqual(['s2']);
    expect(ids('r')[0]).toBe('rename');
    expect(ids('r', ['run'])[0]).toBe('run');
    expect(ids('un')).toEqual(['undo', 'run']);
    expect(rankEntries([entry('a', 'Cut it', 'no'), entry('b', 'Cut me')], 'cut', [])[0].entry.id).toBe('b');
    expect(ids('zzz')).toEqual([]);
    // The list of keys calls it otherwise.
    const also = { ...entry('rename', 'Rename Embed'), also: ['Rename the cell', 'new title'] };
    expect(rankEntries([also], 'the cell', [])).toEqual([{ entry: also, at: [], score: expect.any(Number) }]);
    // A whole other name counts for more than letters strewn over a label.
    const far = entry('far', 'Note white lines');
    expect(rankEntries([far, also], 'new tit', []).map(({ entry: { id } }) => id)).toEqual(['rename', 'far']);
  });
});
