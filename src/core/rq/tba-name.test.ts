import { expect, test } from 'vitest';
import { arrayOf, tbaName } from './tba-name.ts';

test('names of asymmetries made from area fractions', () => {
  const none = new Set<string>();
  expect(tbaName('s1_area_fraction_top', none)).toBe('s1_tba');
  expect(tbaName('area_fraction_top', none)).toBe('tba');
  expect(tbaName('s2_aft', none)).toBe('s2_tba');
  expect(tbaName('S1AreaFractionTop', none)).toBe('S1_tba');
  expect(tbaName('AFT', none)).toBe('TBA');
  expect(tbaName('s1_frac_top', none)).toBe('s1_tba');
  expect(tbaName('odd', none)).toBe('odd_tba');
  expect(tbaName('s1_aft', new Set(['s1_tba']))).toBe('s1_tba_2');
});

test('the array that an area is of', () => {
  expect(
    ['s1TopArea_phd', 's2_bot_phe', 'qS1T', 'qS2B', 'qS1T [PE]', 's1_area', 'best'].map(arrayOf),
  ).toEqual([...['top', 'bottom', 'top', 'bottom', 'top', null, null]]);
});
