import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { PYTHON, pythonHas } from '../../../tools/python.mjs';
import { columnOfEvaluation, evaluateExpression } from '../../core/expression/evaluate.ts';
import type { Expression } from '../../core/expression/expression.ts';
import { parseExpression } from '../../core/expression/parse.ts';
import { printExpression } from '../../core/expression/print.ts';
import { withCurves } from '../../core/expression/with-curves.ts';
import { bitsFrom, hasBit } from '../../core/table/bits.ts';
import type { PolygonClause } from '../../core/table/clause.ts';
import type { Column } from '../../core/table/column.ts';
import { resolveSteps } from '../../core/table/resolve.ts';
import { py } from '../python/literal.ts';
import type { CutColumn } from './cut-columns.ts';
import { type CutTarget, type CutToExport, exportCuts } from './export-cuts.ts';
import { clausePolygon, graphicalCut } from './tcutg.ts';

const hasPandas = pythonHas('numpy', 'pandas');
const hasNumexpr = pythonHas('numexpr', 'numpy');
const hasCompiler = spawnSync('g++', ['--version']).status === 0;

const directory = mkdtempSync(join(tmpdir(), 'outcrop-cuts-'));
afterAll(() => rmSync(directory, { recursive: true }));

const NaNs = Number.NaN;
const INF = Number.POSITIVE_INFINITY;
/** All pairs of awkward values, so that every operator meets every kind of operand. */
const AWKWARD = [NaNs, 0, 1, -1, 2.5, -2.5, 0.5, 1000, 0.1, 3, -INF, INF, -999, 7, 42];
const A: number[] = [];
const B: number[] = [];
for (const [a, b] of AWKWARD.flatMap((one) => AWKWARD.map((other) => [one, other]))) {
  A.push(a);
  B.push(b);
}
const ROWS = A.length;
const C = Float32Array.from(A, (_, row) => (row % 11 === 0 ? NaNs : (row % 20) / 10));
const N = A.map((_, row) => (row % 7) - 3);
const LEVELS = ['gas', 'wall', 'it"s'];
const T = A.map((_, row) => (row % 5 === 4 ? null : LEVELS[row % 3]));

/** What the file holds; `s` has -999 for missing. */
const numbers = (name: string, values: ArrayLike<number>, single = false): Column => ({
  ...{ name, unit: null, role: 'feature', type: single ? 'float32' : 'float64' },
  values: single ? Float32Array.from(values) : Float64Array.from(values),
  missing: bitsFrom(ROWS, (row) => Number.isNaN(values[row])),
});
const table = {
  rows: ROWS,
  columns: [
    numbers('a', A),
    numbers('b', B),
    numbers('c', C, true),
    {
      ...{ name: 'n', unit: null, role: 'feature', type: 'int32', missing: null },
      values: Int32Array.from(N),
    },
    numbers(
      's',
      A.map((value) => (value === -999 ? NaNs : value)),
    ),
    {
      ...{ name: 't', unit: null, role: 'label', type: 'text', levels: LEVELS },
      codes: Int32Array.from(T, (word) => (word === null ? 0 : LEVELS.indexOf(word))),
      missing: bitsFrom(ROWS, (row) => T[row] === null),
    },
    numbers(
      'd',
      A.map((a, row) => (B[row] === 0 ? NaNs : a / B[row])),
    ),
  ] as Column[],
};
/** A residual from the table's own curve reaches other programs with the curve written out. */
const RESIDUAL = parseExpression('residual_sigma(c, a, n)');
const residual = evaluateExpression(RESIDUAL, table);
table.columns.push(columnOfEvaluation(residual, { name: 'q', unit: 'sigma', role: 'feature' }));
const plain: CutColumn = { type: 'float64', sentinels: [], made: null, range: [-999, 1000] };
const columns = new Map<string, CutColumn>([
  ['a', plain],
  ['b', plain],
  ['c', { ...plain, type: 'float32', range: [0, 2] }],
  ['n', { ...plain, type: 'int32', range: [-3, 3] }],
  ['s', { ...plain, sentinels: [-999] }],
  ['t', { ...plain, type: 'text', range: null }],
  ['d', { ...plain, made: parseExpression('a / b') }],
  ['q', { ...plain, made: withCurves(RESIDUAL, residual.curveOf) }],
]);

const NUMERIC = [
  'a > 0.1',
  '!(a > 0.1)',
  'a >= 1 && b < 2.5',
  '!(a >= 1 && b < 2.5)',
  'a > 0 || b > 0',
  '!(a > 0 || !(b > 0))',
  'q > 0.4321 || q < -1.1234',
  '!(q > 0.4321)',
  'a == b',
  'a != b',
  '!(a != 1)',
  'a / b > 1',
  '!(a / b > 1)',
  'n / 2 > 0.5 || 1 / n > 0.3',
  'a % b > 0.2',
  '!(n % 2 == 1)',
  'a ^ b >= 1',
  '!(a ^ 0 == 1)',
  'b ^ -1 < 0.4',
  'a ^ 2 - b ^ 2 > 3',
  '1 ^ a == 1',
  'c > 0.1',
  'c >= 0.3 && c * c > 0.3',
  'c + c <= 0.6',
  'log10(a) < 3',
  '!(log10(a) >= 3)',
  'ln(a) + log10(b) > 0',
  'sqrt(a) < 1.6',
  '!(sqrt(a) > 1)',
  'abs(a) - hypot(a, b, 3) < -1',
  'min(a, b, 0) < -0.4',
  'max(a, b) > 2',
  '!(clip(a, -1, 2) > 0.4)',
  'round(a) == 2 || round(b) == 0',
  'round(a) == round(b)',
  'floor(a) + ceil(b) == 1',
  'sign(a) == -1',
  'atan2(a, b) > 1 || asin(a) > 1',
  'exp(a) > 10 && cos(b) > 0',
  'where(a > b, a, b) > 0.7',
  '!(where(a > b, a, -b) > 0.7)',
  'ismissing(a)',
  '!ismissing(a / b)',
  'ismissing(a > 1) || b > 900',
  'ismissing(log10(a))',
  'isfinite(a)',
  '!isfinite(a * b)',
  'where(a > 0, b > 0, missing > 0)',
  '!where(a > 0, b > 0, b < 0)',
  '(a > 0) == (b > 0)',
  '!((a > 0) != (b > 0))',
  'a < inf && b > -inf',
  's > -1000',
  '!(s > 0.4)',
  'ismissing(s)',
  's + b < 1',
  'd > 1',
  '!(d > 1) && a > 0',
  '-a < -0.3 && -(a - b) > pi / 9',
  'a > 0 && true',
  'a > 2 || missing > 1',
];
const WORDS = [
  't == "gas"',
  't != "gas" || a > 1',
  '!(t == "wall")',
  'ismissing(t) && b > 0',
  't == "it""s"',
];

const listed = (text: string): CutToExport[] => [
  { name: 'cut', expression: parseExpression(text), sense: 'keep' },
];

function ours(cuts: readonly CutToExport[]): boolean[] {
  const rows = Array.from({ length: ROWS }, () => true);
  for (const { expression, sense } of cuts) {
    const found = evaluateExpression(expression, table);
    if (found.type === 'number') throw new Error('a number');
    for (let row = 0; row < ROWS; row++) rows[row] &&= hasBit(found.holds, row) === (sense === 'keep');
  }
  return rows;
}

const CUT_LISTS: CutToExport[][] = [
  [...listed('a > 0'), { name: 'b', expression: parseExpression('b > 1'), sense: 'remove' }],
  [
    { name: 'x', expression: parseExpression('log10(s) > 0'), sense: 'remove' },
    { name: 'y', expression: parseExpression('ismissing(a)'), sense: 'remove' },
  ],
];

/** Python values, NaN and infinities as they are. */
const DATA = `
import json, math, numpy as np
nan, inf = float("nan"), float("inf")
a = np.array([${A.map((v) => py(v)).join(', ')}])
b = np.array([${B.map((v) => py(v)).join(', ')}])
c = np.array([${[...C].map((v) => py(v)).join(', ')}], dtype=np.float32)
n = np.array([${N.join(', ')}], dtype=np.int32)
text = ${py(T)}
`;

/** Each list of cuts, row by row, as the other language finds it. */
function expectSame(lists: readonly CutToExport[][], theirs: boolean[][], where: string): void {
  expect(theirs).toHaveLength(lists.length);
  lists.forEach((cuts, i) => {
    const mine = ours(cuts);
    const row = mine.findIndex((kept, at) => kept !== theirs[i][at]);
    const what = `${where}: ${cuts.map(({ expression }) => printExpression(expression))}, row ${row}: a ${A[row]}, b ${B[row]}, c ${C[row]}, n ${N[row]}`;
    expect(row, what).toBe(-1);
  });
}

const exported = (lists: readonly CutToExport[][], target: CutTarget): string[] =>
  lists.map((cuts) => exportCuts(cuts, columns, target));

const PLAIN = NUMERIC.map(listed).concat(CUT_LISTS);
const ALL = [...PLAIN, ...WORDS.map(listed)];
const NO_REMAINDER = ALL.filter(([{ expression }]) => !printExpression(expression).includes('%'));
const QUOTED = [
  's1 area',
  'ss.s1',
  'a-b',
  'x/y',
  'f(t)',
  '2nd',
  'a % b',
  'class',
  'a:b',
  'p<q',
  'r&d',
  'x^2',
  'a,b',
  'a=b',
  'a!b',
  '~a',
  'a|b',
  'a*b',
  'a + b',
]; // prettier-ignore

// strax gives its selections to numexpr, as is done here.
test.skipIf(!hasPandas)('pandas, with numexpr and without, numpy and straxen select the same rows', () => {
  const quoted = QUOTED.map((name) =>
    exportCuts(listed(`\`${name}\` > 1`), new Map([[name, plain]]), 'pandas'),
  );
  const script = `${DATA}
import pandas as pd
frame = pd.DataFrame({"a": a, "b": b, "c": c, "n": n, "s": a, "t": text})
found = {}
for engine in ["python"] + (["numexpr"] if ${py(hasNumexpr)} else []):
    found[engine] = []
    for query in ${py(exported(NO_REMAINDER, 'pandas'))}:
        kept = set(frame.query(query, engine=engine).index)
        found[engine].append([row in kept for row in range(len(frame))])
found["numpy"] = []
for code in ${py(exported(ALL, 'numpy'))}:
    scope = {"t": frame}
    exec(code, scope)
    found["numpy"].append(np.asarray(scope["mask"]).astype(bool).tolist())
if ${py(hasNumexpr)}:
    import numexpr
    x = np.zeros(len(a), dtype=[("a", float), ("b", float), ("c", np.float32), ("n", np.int32), ("s", float)])
    x["a"], x["b"], x["c"], x["n"], x["s"] = a, b, c, n, a
    found["straxen"] = []
    for selection in ${py(exported(PLAIN, 'straxen'))}:
        mask = numexpr.evaluate(selection, local_dict={name: x[name] for name in x.dtype.names})
        found["straxen"].append(np.asarray(mask).astype(bool).tolist())
awkward = pd.DataFrame({name: [0.0, 2.0, nan] for name in ${py(QUOTED)}})
found["quoted"] = [[bool(row in awkward.query(query).index) for row in range(3)] for query in ${py(quoted)}]
print(json.dumps(found))`;
  const run = spawnSync(PYTHON, ['-W', 'ignore', '-'], { input: script, encoding: 'utf8' });
  expect(run.stderr).toBe('');
  const found = JSON.parse(run.stdout) as Record<string, boolean[][]>;
  const { quoted: names, straxen, numpy, ...pandas } = found;
  for (const [where, theirs] of Object.entries(pandas)) expectSame(NO_REMAINDER, theirs, `pandas, ${where}`);
  expectSame(ALL, numpy, 'numpy');
  if (straxen) expectSame(PLAIN, straxen, 'straxen');
  expect(names).toEqual(QUOTED.map(() => [false, true, false]));
});

const CXX = `#include <cmath>
#include <cstdio>
#include <string>
#include <vector>
namespace TMath { double Log2(double x) { return std::log2(x); } }
using namespace std;
static double NaN = NAN, Inf = INFINITY;
`;

function runCxx(body: string): boolean[][] {
  const source = join(directory, 'cut.cpp');
  writeFileSync(source, CXX + body);
  const built = spawnSync('g++', ['-O1', '-w', '-ffp-contract=off', '-o', join(directory, 'cut'), source]);
  expect(built.stderr.toString()).toBe('');
  const lines = spawnSync(join(directory, 'cut'), { encoding: 'utf8' }).stdout.trim().split('\n');
  return lines.map((line) => [...line].map((digit) => digit === '1'));
}

const cxx = (value: number): string =>
  Number.isNaN(value) ? 'NaN' : Number.isFinite(value) ? `${value}` : value > 0 ? 'Inf' : '-Inf';

// TTree::Draw is not at hand: its selections are C++ over doubles, which a compiler takes literally.
test.skipIf(!hasCompiler)('ROOT selections select the same rows where a C++ compiler reads them', () => {
  const lists = [...PLAIN, ...WORDS.slice(0, -1).map(listed)];
  const body = `
double A[] = {${A.map(cxx).join(',')}}, B[] = {${B.map(cxx).join(',')}}, C[] = {${[...C].map(cxx).join(',')}};
double N[] = {${N.join(',')}};
const char* T[] = {${T.map((word) => JSON.stringify(word ?? '')).join(',')}};
${exported(lists, 'root')
  .map(
    (text, i) =>
      `bool cut${i}(double a, double b, double c, double n, double s, string t) { return ${text}; }`,
  )
  .join('\n')}
int main() {
${lists.map((_, i) => `  for (int i = 0; i < ${ROWS}; i++) putchar(cut${i}(A[i], B[i], C[i], N[i], A[i], T[i]) ? '1' : '0'); putchar('\\n');`).join('\n')}
}`;
  expectSame(lists, runCxx(body), 'ROOT');
});

test('JSON holds what gives the same rows: the expression, its tree, what columns are made of', () => {
  for (const cuts of ALL) {
    const read = JSON.parse(exportCuts(cuts, columns, 'json'));
    const back = read.cuts.map(
      ({
        name,
        sense,
        expression,
        tree,
      }: {
        name: string;
        sense: 'keep';
        expression: string;
        tree: Expression;
      }) => {
        const parsed = parseExpression(expression);
        expect(
          JSON.parse(JSON.stringify(parsed, (key, value) => (key === 'at' ? undefined : value))),
        ).toEqual(tree);
        return { name, sense, expression: parsed };
      },
    );
    expect(ours(back)).toEqual(ours(cuts));
  }
  const { derived, missing_values } = JSON.parse(exportCuts(listed('d > 1 && s > 0'), columns, 'json'));
  expect(derived).toEqual({ d: 'a / b' });
  expect(missing_values).toEqual({ s: [-999] });
});

/** ROOT's TCutG as far as a macro uses it, with the rule of TMath::IsInside (odd number of edges above). */
const TCUTG = `
struct TCutG {
  vector<double> x, y; string vx, vy;
  TCutG(const char*, int n) : x(n), y(n) {}
  void SetVarX(const char* v) { vx = v; }
  void SetVarY(const char* v) { vy = v; }
  void SetPoint(int i, double a, double b) { x[i] = a; y[i] = b; }
  bool IsInside(double px, double py) {
    bool odd = false; int j = x.size() - 1;
    for (int i = 0; i < (int)x.size(); j = i++) {
      if ((y[i] < py && y[j] >= py) || (y[j] < py && y[i] >= py))
        if (x[i] + (py - y[i]) / (y[j] - y[i]) * (x[j] - x[i]) < px) odd = !odd;
    }
    return odd;
  }
};
`;

test.skipIf(!hasCompiler)('TCutG macros hold the same rows away from their edges', () => {
  const lasso: PolygonClause = {
    ...{ type: 'polygon', x: 'data:a', y: 'data:b', xScale: 'log', yScale: 'linear' },
    points: [
      [0.3, -3.3],
      [2000, 0.2],
      [1.7, 0.7],
      [900, 8.1],
      [0.05, 4.4],
    ], // prettier-ignore
  };
  const cuts = [
    'a > 0.3 && b < 2.2 && b > 0.4 * a - 1.13',
    'log10(a) > 0.23 && b - 2 * log10(a) > -4.1 && !(b >= 5)',
  ];
  const lasted = graphicalCut(clausePolygon(lasso), 'lasso');
  const macros = [
    ...cuts.map((text, i) => exportCuts([{ ...listed(text)[0], name: `cut ${i}` }], columns, 'tcutg')),
    lasted,
  ];
  expect(macros[1]).toContain('SetVarX("log10(a)")');
  const body = `${TCUTG}${macros.join('\n')}
double A[] = {${A.map(cxx).join(',')}}, B[] = {${B.map(cxx).join(',')}};
int main() {
  TCutG* cuts[] = {cut_0_cut(), cut_1_cut(), lasso_cut()};
  for (TCutG* cut : cuts) {
    for (int i = 0; i < ${ROWS}; i++) putchar(cut->IsInside(cut->vx == "a" ? A[i] : log10(A[i]), B[i]) ? '1' : '0');
    putchar('\\n');
  }
}`;
  const theirs = runCxx(body);
  const finite = A.map((a, row) => Number.isFinite(a) && Number.isFinite(B[row]));
  cuts.forEach((text, i) => {
    for (const [row, mine] of ours(listed(text)).entries()) {
      if (finite[row]) expect(theirs[i][row], `${text} ${A[row]} ${B[row]}`).toBe(mine);
    }
  });
  const byRef = (ref: string): Column | undefined => table.columns.find(({ name }) => ref === `data:${name}`);
  const { selected } = resolveSteps([{ mode: 'replace', clause: lasso }], ROWS, byRef);
  for (let row = 0; row < ROWS; row++) if (finite[row]) expect(theirs[2][row]).toBe(hasBit(selected, row));
});

test('what a target cannot say is refused with the reason', () => {
  const named = (name: string): [CutToExport[], Map<string, CutColumn>] => [
    listed(`\`${name}\` > 1`),
    new Map([[name, plain]]),
  ];
  expect(exportCuts(...named('ss.s1Area_phd'), 'root')).toBe('ss.s1Area_phd > 1.0');
  expect(exportCuts(...named('s1 area'), 'pandas')).toBe('`s1 area` > 1.0');
  expect(exportCuts(...named('class'), 'pandas')).toBe('`class` > 1.0');
  expect(exportCuts(...named('µ "x"'), 'numpy')).toContain('column_1 = np.asarray(t["\\u00b5 \\"x\\""]');
  expect(() => exportCuts(...named('s1 area'), 'root')).toThrow('cannot be a name in a ROOT selection');
  expect(() => exportCuts(...named('ss.s1'), 'straxen')).toThrow('cannot be a name in a straxen selection');
  expect(() => exportCuts(...named('a"; drop'), 'pandas')).toThrow('cannot be a name in a pandas query');
  expect(() => exportCuts(...named('sin'), 'straxen')).toThrow('no function of numexpr');
  expect(() => exportCuts(listed('t == "gas"'), columns, 'straxen')).toThrow('holds text');
  expect(() => exportCuts(listed('log2(a) > 1'), columns, 'straxen')).toThrow('has no function log2');
  expect(() => exportCuts(listed('a % 2 > 1'), columns, 'pandas')).toThrow('no exact %');
  expect(() => exportCuts(listed('a > 1 || true'), columns, 'root')).toThrow('selects every event');
  expect(() => exportCuts(listed('`UMAP 1` > 1'), columns, 'pandas')).toThrow('of this notebook alone');
  expect(() => exportCuts(listed('a > 1'), columns, 'tcutg')).toThrow('one quantity');
  expect(() => exportCuts(listed('a > 1 || b > 2'), columns, 'tcutg')).toThrow('no conjunction');
  const deep = `${'min('.repeat(12)}a${', b)'.repeat(12)} > 1`;
  expect(() => exportCuts(listed(deep), columns, 'pandas')).toThrow('too many cases');
});
