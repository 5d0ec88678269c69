import { expect, test } from 'vitest';
import type { NumberColumn } from '../table/column.ts';
import { findSentinels } from './sentinels.ts';

const found = (values: number[], type: 'float64' | 'float32' | 'int32' = 'float64'): number[] => {
  const array = type === 'float64' ? Float64Array : type === 'float32' ? Float32Array : Int32Array;
  const column: NumberColumn = {
    name: 'q',
    unit: null,
    role: 'feature',
    missing: null,
    type,
    values: array.from(values),
  };
  return findSentinels(column);
};

test('numbers written for missing, standing apart', () => {
  expect(found([-999, 1, 2, 1e6, -999])).toEqual([-999]);
  expect(found([-999, -9999, 3, 4, -999, -9999])).toEqual([-9999, -999]);
  expect(found([-0.4, -999, 0.3, -999])).toEqual([-999]);
  expect(found([-700, 650, 30, -999, -999, 12])).toEqual([-999]);
  expect(found([999999, 999999, 12, 800])).toEqual([999999]);
  expect(found([-999.9, -999.9, 1, 2], 'float32')).toEqual([Math.fround(-999.9)]);
  expect(found([-2147483648, -2147483648, 0, 5], 'int32')).toEqual([-2147483648]);
});

test('not where it is an ordinary value, occurs once, or is all there is', () => {
  expect(found([-999, 1, 2, 3])).toEqual([]);
  expect(found([-1200, -999, -999, -998, -500, 3])).toEqual([]);
  expect(found([-999, -999])).toEqual([]);
  expect(found([-999, -999, Number.NaN])).toEqual([]);
  expect(found([9999, 9999, 10001, 500])).toEqual([]);
  expect(found([-99, -99, -140, -3, -60])).toEqual([]);
  expect(found([-1, -1, 0, 0.5])).toEqual([]);
});
