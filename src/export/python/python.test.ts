import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { PYTHON, pythonHas } from '../../../tools/python.mjs';
import { evaluateExpression } from '../../core/expression/evaluate.ts';
import { parseExpression } from '../../core/expression/parse.ts';
import { createRng } from '../../core/random/rng.ts';
import { bitsFrom, hasBit, rowsOf } from '../../core/table/bits.ts';
import type { Column } from '../../core/table/column.ts';
import { packRows } from '../../core/table/packed-rows.ts';
import { CURVES, EXPRESSIONS, pyExpression } from './expression.ts';
import { py, pyComment, pyString } from './literal.ts';
import { SELECTING } from './prelude.ts';

const hasPython = pythonHas();
const hasPandas = pythonHas('numpy', 'pandas');

function python(script: string): string {
  const run = spawnSync(PYTHON, ['-W', 'ignore', '-'], { input: script, encoding: 'utf8' });
  expect(run.stderr).toBe('');
  return run.stdout;
}

const CORPUS = [
  '',
  'plain',
  '"',
  "'",
  '"""',
  "'''",
  '\\',
  '\\"',
  'a\nb\r\nc\rd',
  '\\n',
  '\t\0\x1b',
  '{x} %s $(rm -rf ~)',
  '"); __import__("os").system("x") #',
  'µs ° 漢字 💥 e\u0301 \u2028\u2029\u0085\u200f',
  '\\N{BULLET}\\u0041\\x41',
];

test('values are literals: ASCII, on one line, nothing of a text escapes', () => {
  for (const text of CORPUS) expect(pyString(text)).toMatch(/^"[ -~]*"$/);
  expect(pyString('a"\\\n💥é')).toBe('"a\\"\\\\\\u000a\\U0001f4a5\\u00e9"');
  expect(py({ a: [1, null, true, Number.NaN, Number.NEGATIVE_INFINITY] })).toBe(
    '{"a": [1, None, True, float("nan"), float("-inf")]}',
  );
  for (const text of CORPUS) expect(pyComment(text)).toMatch(/^(#[^\r\n]*)(\n#[^\r\n]*)*$/);
});

test.skipIf(!hasPython)('Python reads the literals as the texts they are, and comments as nothing', () => {
  const script = `import json\n${CORPUS.map(pyComment).join('\n')}\nprint(json.dumps(${py(CORPUS)}))`;
  expect(JSON.parse(python(script))).toEqual(CORPUS);
});

const n = Number.NaN;
const A = [1, 0, -2.5, n, 1e300, 3.5, 0.5, 2, n, 100];
const B = [2, 0, 3, 1, 1e300, n, -1, -2, n, 7];
const TEXT = ['x', 'y', '', 'x', 'z', 'x', 'y', 'z', '', 'x'];

const EXPRESSIONS_TRIED = [
  'a + b * 2 - -a',
  'a / b',
  'a % b',
  'a ^ b',
  '(-a) ^ 2 ^ 0.5',
  'log10(a) + ln(b) + log2(a)',
  'sqrt(a) + abs(b)',
  'hypot(a, b, 3)',
  'min(a, b, 0) + max(a, b)',
  'clip(a, -1, 2)',
  'round(a) + floor(b) + ceil(a) + sign(b)',
  'atan2(a, b) + asin(a) + cos(b)',
  'where(a > b, a, b)',
  'where(ismissing(a), -1, a)',
  'a > 0 && b > 0',
  'a > 0 || b > 0',
  '!(a >= b)',
  'a == b',
  'a != b',
  't == "x"',
  't != "x" || a > 1',
  'isfinite(a * b)',
  'ismissing(a > 1)',
  'where(a > 0, b > 0, missing > 0)',
  '(a > 0) == (b > 0)',
  'pi * a + where(true, 1, inf)',
];

test.skipIf(!hasPandas)('expressions give in numpy what they give here', () => {
  const floats = (name: string, values: number[]): Column => ({
    ...{ name, unit: null, role: 'feature', type: 'float64', values: Float64Array.from(values) },
    missing: bitsFrom(values.length, (row) => Number.isNaN(values[row])),
  });
  const levels = ['x', 'y', 'z'];
  const text: Column = {
    ...{ name: 't', unit: null, role: 'label', type: 'text', levels },
    codes: Int32Array.from(TEXT, (word) => Math.max(0, levels.indexOf(word))),
    missing: bitsFrom(TEXT.length, (row) => TEXT[row] === ''),
  };
  const table = { rows: A.length, columns: [floats('a', A), floats('b', B), text] };
  const script = [
    'import json, numpy as np, pandas as pd',
    EXPRESSIONS,
    `t = pd.DataFrame({"a": ${py(A)}, "b": ${py(B)}, "t": ${py(TEXT.map((word) => word || null))}})`,
    'np.seterr(all="ignore")',
    'out = []',
    ...EXPRESSIONS_TRIED.map((tried) => {
      const { text, type } = pyExpression(parseExpression(tried), (column) => column === 't');
      return `out.append((np.zeros(len(t)) + ${type === 'truth' ? `defined(number(${text}) != 0.5, ${text})` : text}).tolist())`;
    }),
    'print(json.dumps([[None if x != x else repr(x) for x in one] for one in out]))',
  ].join('\n\n');
  const theirs = JSON.parse(python(script)) as (string | null)[][];
  EXPRESSIONS_TRIED.forEach((tried, i) => {
    const found = evaluateExpression(parseExpression(tried), table);
    const ours = A.map((_, row) => {
      if (found.missing && hasBit(found.missing, row)) return n;
      return found.type === 'number' ? found.values[row] : Number(hasBit(found.holds, row));
    });
    const numbers = theirs[i].map((value) => (value === null ? n : Number(value.replace('inf', 'Infinity'))));
    for (let row = 0; row < A.length; row++) {
      const near =
        Object.is(numbers[row], ours[row]) ||
        Math.abs(numbers[row] - ours[row]) <= 1e-12 * Math.abs(ours[row]);
      expect(
        near || numbers[row] === ours[row],
        `${tried}, row ${row}: ${numbers[row]} for ${ours[row]}`,
      ).toBe(true);
    }
  });
});

const RUNNING = [
  'residual_sigma(y, x)',
  'residual_sigma(y, x, log10(b))',
  'residual_sigma(y, k, k)',
  'residual_sigma(residual_sigma(y, x), log10(b))',
  'running_quantile(y, x, 0.99) - y',
  'running_quantile(y, 3, 0.5) * x',
  'residual_sigma(k * 0, x)',
];

test.skipIf(!hasPandas)(
  "the run's own curves are in numpy what they are here, of many rows and of few",
  () => {
    const tables = [3000, 250, 60, 12].map((rows) => {
      const rng = createRng(rows);
      const x = Array.from({ length: rows }, () => rng.exponential());
      const y = x.map((place, row) => (row % 20 === 7 ? n : Math.sqrt(place) + 0.1 * rng.normal()));
      const b = x.map((_, row) => (row % 30 === 4 ? -1 : Math.exp(3 * rng.uniform())));
      const k = x.map(() => rng.integer(6));
      x[5] = n;
      return { x, y, b, k };
    });
    const all = RUNNING.map((tried) => pyExpression(parseExpression(tried), () => false).text);
    const script = [
      'import json, numpy as np, pandas as pd',
      EXPRESSIONS,
      CURVES,
      'np.seterr(all="ignore")',
      'plain = lambda one: [None if v != v else float(v) for v in one]',
      ...tables.map((given, i) =>
        [
          `t = pd.DataFrame(${py(given)})`,
          `out_${i} = [plain(np.zeros(len(t)) + one) for one in [${all.join(', ')}]]`,
        ].join('\n'),
      ),
      `print(json.dumps([${tables.map((_, i) => `out_${i}`).join(', ')}]))`,
    ].join('\n\n');
    const theirs = JSON.parse(python(script)) as (number | null)[][][];
    tables.forEach((given, at) => {
      const rows = given.x.length;
      const columns = Object.entries(given).map(
        ([name, values]): Column => ({
          ...{ name, unit: null, role: 'feature', type: 'float64', missing: null },
          values: Float64Array.from(values),
        }),
      );
      RUNNING.forEach((tried, i) => {
        const found = evaluateExpression(parseExpression(tried), { rows, columns });
        if (found.type !== 'number') throw new Error('expected numbers');
        found.values.forEach((ours, row) => {
          const their = theirs[at][i][row] ?? n;
          const near = Object.is(ours, their) || Math.abs(ours - their) <= 1e-9 * Math.max(1, Math.abs(ours));
          if (!near) expect(`${tried}, ${rows} rows, row ${row}: ${their}`).toBe(`${ours}`);
        });
      });
    });
  },
);

test.skipIf(!hasPandas)('kept events are in numpy the rows that they are here', () => {
  const rng = createRng(5);
  const sets = [0, 0.001, 0.5, 0.98, 1].map((share) => bitsFrom(3000, () => rng.uniform() < share));
  const lines = sets.map((set) => `events_of(${py(packRows(set))}, 3000, 3000)`);
  const script = `import json, numpy as np\n${SELECTING}\nprint(json.dumps([np.flatnonzero(one).tolist() for one in [${lines.join(', ')}, events_of("AB", 1, 2)]]))`;
  expect(JSON.parse(python(script))).toEqual([...sets.map((set) => [...rowsOf(set)]), []]);
});
