import { describe, expect, it } from 'vitest';
import { histogram } from './histogram/kind.ts';
import { clauseOfFields } from './range-form.ts';
import { scatter } from './scatter/kind.ts';

const model = (() => {
  const { spec, input } = scatter.example('light');
  return scatter.encode(spec, input);
})();
const empty = { xFrom: '', xTo: '', yFrom: '', yTo: '' };

describe('a selection by numbers', () => {
  it('is a box, open where a field is empty', () => {
    expect(clauseOfFields({ ...empty, xFrom: '10', yTo: '1e3' }, model)).toEqual({
      type: 'box',
      x: { type: 'range', column: 'data:s1_area', low: 10, high: null },
      y: { type: 'range', column: 'data:s2_area', low: null, high: 1000 },
    });
  });

  it('takes 0 for a number', () => {
    expect(clauseOfFields({ ...empty, xFrom: '0' }, model)).toMatchObject({ x: { low: 0 } });
  });

  it('reads the numbers that the axis shows', () => {
    const { spec, input } = scatter.example('light');
    const squared = scatter.encode(
      { ...spec, x: { column: 'data:r', scale: 'linear', range: null, square: true } },
      input,
    );
    expect(clauseOfFields({ ...empty, xTo: '2500' }, squared)).toMatchObject({
      x: { column: 'data:r', high: 50 },
    });
  });

  it('is a range of a histogram', () => {
    const { spec, input } = histogram.example('light');
    expect(clauseOfFields({ ...empty, xFrom: '0.2' }, histogram.encode(spec, input))).toEqual({
      type: 'range',
      column: 'data:s1_tba',
      low: 0.2,
      high: null,
    });
  });

  it('says what is wrong', () => {
    expect(clauseOfFields(empty, model)).toBe('Give at least one number.');
    expect(clauseOfFields({ ...empty, xFrom: 'ten' }, model)).toBe('s1_area [phd]: ten is not a number.');
    expect(clauseOfFields({ ...empty, xFrom: '5', xTo: '2' }, model)).toMatch(/from 5 to 2 holds nothing/);
  });
});
