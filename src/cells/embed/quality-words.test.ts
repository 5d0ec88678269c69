import { expect, test } from 'vitest';
import type { Figure, PlaneQuality } from '../../core/quality/quality.ts';
import { EXACT } from '../../core/space/search-depth.ts';
import { chanceText, figureText, howMeasured, howSearched, qualityHints } from './quality-words.ts';

/** Of 101 events. */
function figure(mean: number, poor: number, standardError = 0): Figure {
  return { perEvent: new Float32Array(0), mean, standardError, poor: poor / 101 };
}

function quality(changes: Partial<PlaneQuality>): PlaneQuality {
  const fine = figure(0.95, 0);
  return {
    events: 101,
    k: 15,
    references: null,
    preservation: fine,
    trustworthiness: fine,
    continuity: fine,
    ...changes,
  };
}

test('an error is told where it shows, and how ranks were counted', () => {
  expect(figureText(figure(0.94812, 0))).toBe('0.948');
  expect(figureText(figure(0.94812, 0, 0.0012))).toBe('0.948 ± 0.001');
  expect(chanceText(quality({}))).toBe('15.0 %');
  expect(howMeasured(quality({}), false)).toBe('The 15 nearest of every event; ranks counted exactly.');
  expect(howMeasured(quality({}), true)).toContain('every fitted event among the fitted');
  expect(howMeasured(quality({ references: 67 }), false)).toBe(
    'The 15 nearest of every event; ranks counted among 67 events drawn for each (seeded).',
  );
});

test('how neighbours were found, and how many of them', () => {
  expect(howSearched(EXACT)).toBe('Neighbours in the columns: exact.');
  expect(howSearched({ exact: false, recall: 0.985, probes: 512 })).toBe(
    'Neighbours in the columns: 98.5 % of the true ones (512 events checked); More can ask for all.',
  );
});

test('a fine plane gives no hint; false neighbours and tears are named with their share', () => {
  expect(qualityHints(quality({}))).toEqual([]);
  expect(qualityHints(quality({ trustworthiness: figure(0.95, 10) }))).toEqual([]);
  expect(qualityHints(quality({ trustworthiness: figure(0.87, 2) }))).toEqual([
    expect.stringMatching(/^False neighbours: 2\.0 % of the events/),
  ]);
  expect(qualityHints(quality({ continuity: figure(0.93, 11) }))).toEqual([
    expect.stringMatching(/^Tears: 10\.9 % of the events/),
  ]);
});
