import { expect, it } from 'vitest';
import { completionsAt } from './complete.ts';
import { nearestName } from './nearest-name.ts';
import { parseExpression } from './parse.ts';
import { unitOf } from './unit-of.ts';

const columns = ['s1_tba', 's1_area', 's2_area', 'S1 area', 'drift_us', 'log_like', 'ss.x_cm'].map(
  (name) => ({
    name,
    unit: name.endsWith('area') ? 'phd' : null,
  }),
);

/** The caret is at the |. */
function complete(text: string) {
  const caret = text.indexOf('|');
  const found = completionsAt(text.replace('|', ''), caret, columns);
  return found && [found.start, found.end, found.list.map(({ insert }) => insert).join(' ')];
}

it('completes the word before the caret', () => {
  expect(complete('1 + s1|')).toEqual([4, 6, 's1_tba s1_area `S1 area`']);
  expect(complete('s1_t|bb + 1')).toEqual([0, 6, 's1_tba']);
  expect(complete('area|')).toEqual([0, 4, 's1_area s2_area `S1 area`']);
  expect(complete('lo|')).toEqual([0, 2, 'log_like log( log2( log10(']);
  expect(complete('log1|(x)')).toEqual([0, 4, 'log10']);
  expect(complete('`S1 |')).toEqual([0, 4, '`S1 area`']);
  expect(complete('`S1 |` + 1')).toEqual([0, 5, '`S1 area`']);
  expect(complete('ss.|')).toBeNull();
  expect(complete('ss|')).toEqual([0, 2, 'ss.x_cm']);
  expect(completionsAt('dri', 3, [{ name: 'drift_us', unit: 'us' }])?.list[0]).toEqual({
    kind: 'column',
    name: 'drift_us',
    insert: 'drift_us',
    detail: 'us',
  });
});

it('keeps still where nothing is to be completed', () => {
  for (const text of ['|', 's1 + |', '"s1|"', '12|', '1e|', 'drift_us|', '`drift_us` |', 'zz|']) {
    expect([text, complete(text)]).toEqual([text, null]);
  }
});

it('finds what a name was meant to be, if anything', () => {
  const names = columns.map(({ name }) => name);
  expect(nearestName('s1_tbaa', names)).toBe('s1_tba');
  expect(nearestName('s1_abt', names)).toBe('s1_tba');
  expect(nearestName('S2_AREA', names)).toBe('s2_area');
  expect(nearestName('drfit_us', names)).toBe('drift_us');
  expect(nearestName('energy', names)).toBeNull();
  expect(nearestName('x'.repeat(1e4), names)).toBeNull();
});

it('gives a unit only where it is certain', () => {
  const units: Record<string, string> = { a: 'phd', b: 'phd', t: 'us', r: '' };
  const unit = (text: string) => unitOf(parseExpression(text), (name) => units[name]);
  expect(['a + b', '-abs(a)', 'max(a, b)', 'where(t > 1, a, b)', 'hypot(a, b)'].map(unit)).toEqual(
    Array(5).fill('phd'),
  );
  expect(['a / b', 'a > b', 'ismissing(a)', 'r - r'].map(unit)).toEqual(['', '', '', '']);
  expect(['a + t', '1000 * t', 'a * b', 'log10(a)', 'a + 1', 'x', 'a ^ 2'].map(unit)).toEqual(
    Array(7).fill(null),
  );
});
