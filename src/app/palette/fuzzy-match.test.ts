import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzyMatch } from './fuzzy-match.ts';

const score = (query: string, text: string): number => fuzzyMatch(query, text)?.score ?? Number.NaN;

/** The letters of `word` somewhere in order: the obvious way. */
function occurs(word: string, text: string): boolean {
  let i = 0;
  for (const letter of text) if (letter === word[i]) i++;
  return i >= word.length;
}

describe('fuzzyMatch', () => {
  it('finds letters in order, and marks them', () => {
    expect(fuzzyMatch('rnst', 'Run all stale cells')?.at).toEqual([0, 2, 8, 9]);
    expect(fuzzyMatch('stale', 'Run all stale cells')?.at).toEqual([8, 9, 10, 11, 12]);
    expect(fuzzyMatch('elats', 'stale')).toBeNull();
    expect(fuzzyMatch('', 'anything')).toEqual({ score: 0, at: [] });
  });

  it('takes words in any order', () => {
    expect(fuzzyMatch('tba s2', 'Histogram of s2_tba')).not.toBeNull();
    expect(fuzzyMatch('tba s3', 'Histogram of s2_tba')).toBeNull();
  });

  it('likes the beginnings of words, letters in a row and short texts', () => {
    expect(score('un', 'Undo')).toBeGreaterThan(score('un', 'Run'));
    expect(score('st', 'Run all stale cells')).toBeGreaterThan(score('st', 'Histogram'));
    expect(score('s2a', 'Histogram of s2_area')).toBeGreaterThan(
      score('s2a', 'Histogram of s1_s2_drift_area'),
    );
    expect(score('embed', 'Embed')).toBeGreaterThan(score('embed', 'Embed (copy)'));
    expect(score('mc', 'Move the cell')).toBeGreaterThan(score('mc', 'come back'));
  });

  it('matches what the obvious way matches, at the letters it says', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', 'c', '_'), maxLength: 4, minLength: 1 }),
        fc.string({ unit: fc.constantFrom('a', 'b', 'c', '_', ' '), maxLength: 12 }),
        (word, text) => {
          const found = fuzzyMatch(word, text);
          expect(found !== null).toBe(occurs(word, text));
          if (found) expect(found.at.map((index) => text[index]).join('')).toBe(word);
        },
      ),
    );
  });
});
