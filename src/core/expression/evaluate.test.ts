import { describe, expect, it } from 'vitest';
import { createRng } from '../random/rng.ts';
import { bitsFrom, hasBit } from '../table/bits.ts';
import { type Column, isMissing, numberAt, rowCountOf, textAt } from '../table/column.ts';
import { makeTable, type Table } from '../table/table.ts';
import { columnOfEvaluation, type Evaluation, evaluateExpression } from './evaluate.ts';
import type { Expression } from './expression.ts';
import { kernelOperations } from './kernel-operations.ts';
import { parseExpression } from './parse.ts';

const base = { unit: null, role: 'feature' as const, missing: null };

/** Rows enough for a few blocks, with gaps, NaN, infinities and zeros. */
function randomTable(seed: number, rows: number): Table {
  const rng = createRng(seed);
  const odd = [
    0,
    -0,
    1,
    -1,
    2,
    0.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    2.5,
    3.5,
  ];
  const value = (): number =>
    rng.uniform() < 0.3 ? odd[Math.floor(rng.uniform() * odd.length)] : 20 * rng.uniform() - 10;
  const gaps = bitsFrom(rows, () => rng.uniform() < 0.1);
  const codes = Int32Array.from({ length: rows }, () => Math.floor(3 * rng.uniform()));
  return makeTable([
    { ...base, name: 'a', type: 'float64', values: Float64Array.from({ length: rows }, value) },
    {
      ...base,
      name: 'b',
      type: 'float32',
      values: Float32Array.from({ length: rows }, value),
      missing: gaps,
    },
    {
      ...base,
      name: 'i',
      type: 'int32',
      values: Int32Array.from({ length: rows }, () => Math.floor(7 * rng.uniform()) - 3),
      missing: bitsFrom(rows, () => rng.uniform() < 0.1),
    },
    {
      ...base,
      name: 'n',
      type: 'int64',
      values: BigInt64Array.from(
        { length: rows },
        () => BigInt(Math.floor(rng.uniform() * 1e15)) - 5n * 10n ** 14n,
      ),
    },
    { ...base, name: 't', type: 'text', codes, levels: ['x', 'y', 'z'], missing: gaps },
    { ...base, name: 'u', type: 'text', codes: codes.slice().reverse(), levels: ['z', 'x', ''] },
  ]);
}

type Value = number | boolean | string | null;

/** Slow and obvious: one row, one node after another, null for missing. */
function slow(node: Expression, row: number, table: Table): Value {
  const at = (part: Expression): Value => slow(part, row, table);
  const number = (value: number): Value => (Number.isNaN(value) ? null : value);
  const numbers = (parts: Expression[], f: (...v: number[]) => number): Value => {
    const values = parts.map(at);
    return values.includes(null) ? null : number(f(...(values as number[])));
  };
  switch (node.type) {
    case 'number':
    case 'text':
      return node.value;
    case 'constant':
      return { pi: Math.PI, inf: Number.POSITIVE_INFINITY, missing: null, true: true, false: false }[
        node.name
      ];
    case 'column': {
      const column = table.columns.find(({ name }) => name === node.name)!;
      if (isMissing(column, row)) return null;
      return column.type === 'text' ? textAt(column, row) : number(numberAt(column, row));
    }
    case 'negate':
      return numbers([node.operand], (x) => -x);
    case 'not': {
      const value = at(node.operand);
      return value === null ? null : !value;
    }
    case 'logic': {
      const values = [at(node.left), at(node.right)];
      const deciding = node.operator === '||';
      if (values.includes(deciding)) return deciding;
      return values.includes(null) ? null : !deciding;
    }
    case 'comparison': {
      const [left, right] = [at(node.left), at(node.right)];
      if (left === null || right === null) return null;
      switch (node.operator) {
        case '<':
          return left < right;
        case '<=':
          return left <= right;
        case '>':
          return left > right;
        case '>=':
          return left >= right;
        case '==':
          return left === right;
        default:
          return left !== right;
      }
    }
    case 'arithmetic':
      return numbers([node.left, node.right], (x, y) => {
        switch (node.operator) {
          case '+':
            return x + y;
          case '-':
            return x - y;
          case '*':
            return x * y;
          case '/':
            return y === 0 ? Number.NaN : x / y;
          case '%':
            if (!Number.isFinite(x) || y === 0) return Number.NaN;
            if (!Number.isFinite(y)) return x === 0 || x < 0 === y < 0 ? x : y;
            return x % y === 0 ? 0 : (x % y) + (x < 0 === y < 0 ? 0 : y);
          default:
            if (x === 0 && y < 0) return Number.NaN;
            return Math.abs(x) === 1 && Math.abs(y) === Number.POSITIVE_INFINITY ? 1 : x ** y;
        }
      });
    case 'call': {
      const parts = node.arguments;
      const positive = (f: (x: number) => number) => (x: number) => (x > 0 ? f(x) : Number.NaN);
      switch (node.name) {
        case 'where': {
          const condition = at(parts[0]);
          return condition === null ? null : at(parts[condition ? 1 : 2]);
        }
        case 'ismissing':
          return at(parts[0]) === null;
        case 'isfinite': {
          const value = at(parts[0]);
          return value === null ? null : Number.isFinite(value);
        }
        case 'clip':
          return numbers(parts, (x, low, high) => Math.min(Math.max(x, low), high));
        case 'ln':
        case 'log':
          return numbers(parts, positive(Math.log));
        case 'log2':
          return numbers(parts, positive(Math.log2));
        case 'log10':
          return numbers(parts, positive(Math.log10));
        case 'round':
          return numbers(parts, (x) => {
            const low = Math.floor(x);
            if (x - low !== 0.5) return Math.round(x);
            return low % 2 === 0 ? low : low + 1;
          });
        default:
          return numbers(parts, Math[node.name as 'sin']);
      }
    }
  }
}

const EXPRESSIONS = [
  'a + b * 2 - i / n',
  '-a ^ 2',
  'a ^ b',
  'i ^ -1',
  'a % b',
  'i ^ n',
  '(-1) ^ (n * 1e300) + b ^ 0.5 + inf ^ a',
  'exp(100 * a) + 2 ^ (100 * b) + log2(exp(b))',
  'i % 3 == 1',
  'a ^ 2 + b ** 0.5',
  'log(a) + ln(b) + log2(i) + log10(n)',
  'sqrt(a) * exp(b)',
  'sin(a) + cos(b) + tan(i)',
  'asin(a / 10) + acos(b) + atan(i)',
  'atan2(a, b)',
  'hypot(a, b)',
  'hypot(a, b, i)',
  'min(a, b, i, n) + max(a, b)',
  'floor(a) + ceil(b) + round(a) + sign(b) + abs(i)',
  'round(a)',
  'clip(a, b, 3)',
  'where(a > 0, b, i)',
  'where(a > 0 || b > 0, log10(a), -1)',
  'where(i > 0, a > 0, b > 0)',
  'ismissing(b) || ismissing(a / i)',
  'ismissing(t) && !ismissing(a > b)',
  'isfinite(a) && !isfinite(a / b)',
  'a < b && b <= i || !(a >= i)',
  'a == i || a != b',
  '1 < a <= 5 && 5 > b >= -2 > -3',
  'not a > 1 and b > 2 or i == 0',
  't == "x" || t != \'y\'',
  't == u',
  't != u && "x" == t',
  '"" == u',
  '(a > 0) == (b > 0)',
  'a * inf - inf',
  'where(a > 1, missing, a) + pi',
  'true || a > 0',
  'a',
  '3',
  'n - n + i',
];

/** But for the bits of a NaN, which stands for missing. */
function expectSameBits(found: Evaluation, expected: Evaluation): void {
  expect(found.report).toEqual(expected.report);
  expect(found.missing).toEqual(expected.missing);
  if (found.type === 'truth') expect(found.holds).toEqual(expected.type === 'truth' && expected.holds);
  else if (expected.type === 'truth') throw new Error('expected truth values');
  else expect(found.values.findIndex((value, row) => !Object.is(value, expected.values[row]))).toBe(-1);
}

describe('every row', () => {
  it.each(EXPRESSIONS)('is what one row at a time gives: %s', (text) => {
    for (const [seed, rows] of [
      [1, 2500],
      [2, 33],
      [3, 0],
    ]) {
      const table = randomTable(seed, rows);
      const expression = parseExpression(text);
      const found = evaluateExpression(expression, table);
      expectSameBits(evaluateExpression(expression, table, kernelOperations), found);
      const reads = found.type === 'number' ? found.values : null;
      let missing = 0;
      for (let row = 0; row < rows; row++) {
        const expected = slow(expression, row, table);
        const gap = found.missing !== null && hasBit(found.missing, row);
        if (expected === null) missing++;
        const value = gap ? null : found.type === 'number' ? reads![row] : hasBit(found.holds, row);
        if (typeof expected === 'number' && typeof value === 'number') {
          // The square root of a sum of squares may differ from Math.hypot in the last places.
          const close = Math.abs(value - expected) <= 2e-15 * Math.abs(expected) || value === expected;
          if (!close) expect({ row, value }).toEqual({ row, value: expected });
        } else if (value !== expected) expect({ row, value }).toEqual({ row, value: expected });
        if (gap && found.type === 'truth') expect(hasBit(found.holds, row)).toBe(false);
      }
      expect(found.report.missing).toBe(missing);
      expect(found.report.rows).toBe(rows);
    }
  });
});

const numbersTable = (values: number[]): Table =>
  makeTable([{ ...base, name: 'x', type: 'float64', values: Float64Array.from(values) }]);

describe('what cannot be done', () => {
  it('is missing, counted, and blamed on its operation', () => {
    const found = evaluateExpression(
      parseExpression('log10(x) + 1 / x'),
      numbersTable([100, 0, -1, Number.NaN, 10]),
    );
    expect(found.report).toEqual({
      rows: 5,
      missing: 3,
      undefined: 2,
      reasons: [
        { operation: 'log10', at: 0, rows: 2 },
        { operation: '/', at: 13, rows: 1 },
      ],
      rounded: [],
    });
  });

  it('is not counted where the other branch is taken', () => {
    const found = evaluateExpression(parseExpression('where(x > 0, log(x), 0)'), numbersTable([1, 0, -5]));
    expect(found.report).toMatchObject({ missing: 0, undefined: 0, reasons: [] });
    expect(found).toMatchObject({ type: 'number', missing: null, values: Float64Array.of(0, 0, 0) });
  });

  it('leaves what overflows infinite', () => {
    const found = evaluateExpression(parseExpression('exp(x)'), numbersTable([1000, -1000]));
    expect(found).toMatchObject({ values: Float64Array.of(Number.POSITIVE_INFINITY, 0), missing: null });
  });
});

it('keeps integers beyond 2^24, and says which beyond 2^53 are rounded', () => {
  const table = makeTable([
    { ...base, name: 'i', type: 'int32', values: Int32Array.of(16777217, 2147483647, -2147483648) },
    {
      ...base,
      name: 'ns',
      type: 'int64',
      values: BigInt64Array.of(2n ** 53n, 2n ** 53n + 1n, -(2n ** 63n)),
      missing: bitsFrom(3, (row) => row === 2),
    },
    {
      ...base,
      name: 'big',
      type: 'int64',
      values: BigInt64Array.of(1609459200000000123n, -(2n ** 63n), 2n ** 63n - 1n),
    },
  ]);
  const values = (text: string): unknown => {
    const found = evaluateExpression(parseExpression(text), table);
    return found.type === 'number' ? [...found.values] : null;
  };
  expect(values('i + 1')).toEqual([16777218, 2147483648, -2147483647]);
  expect(values('big')).toEqual([Number(1609459200000000123n), -(2 ** 63), 2 ** 63]);
  const { rounded } = evaluateExpression(parseExpression('ns + big'), table).report;
  expect(rounded).toEqual([
    { column: 'ns', rows: 1 },
    { column: 'big', rows: 3 },
  ]);
});

it('becomes a column, truth values as 1 and 0', () => {
  const table = numbersTable([1, Number.NaN, 3]);
  const about = { name: 'y', unit: '', role: 'label' as const };
  const truth = columnOfEvaluation(evaluateExpression(parseExpression('x > 2'), table), about);
  expect(truth).toMatchObject({ ...about, type: 'int32', values: Int32Array.of(0, 0, 1) });
  expect(hasBit(truth.missing!, 1)).toBe(true);
  const column: Column = columnOfEvaluation(evaluateExpression(parseExpression('2 * x'), table), about);
  expect(column.type).toBe('float64');
  expect([0, 1, 2].map((row) => numberAt(column, row))).toEqual([2, Number.NaN, 6]);
  expect(rowCountOf(column)).toBe(3);
});
