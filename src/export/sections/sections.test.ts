import { expect, test } from 'vitest';
import { cutFlow } from '../../core/cut/cut-flow.ts';
import { appendRecord } from '../../core/flag/ledger.ts';
import { bitsFrom } from '../../core/table/bits.ts';
import type { Column } from '../../core/table/column.ts';
import type { CellDocument } from '../../notebook/document.ts';
import type { ExportSource } from '../export-source.ts';
import { partMarkdown } from '../markdown-text.ts';
import { flagBlock } from '../python/flag-block.ts';
import { partMarkup } from '../report/section-markup.ts';
import { cellParts } from './cell-parts.ts';

const ROWS = 100;
const x: Column = {
  ...{ name: 'x', unit: '', role: 'feature', type: 'float64', missing: null },
  values: Float64Array.from({ length: ROWS }, (_, row) => row),
};
const table = { rows: ROWS, columns: [x] };
const cell = (kind: string, params: object): CellDocument => ({
  ...{ id: kind, kind, version: 1, title: kind, view: {}, collapsed: false },
  ...{ inputs: { data: 'data' } as Record<string, string>, params: params as CellDocument['params'] },
});
const HOSTILE = 'a|b <script>`*\n# x';

function sourceOf(cells: CellDocument[], results: Record<string, unknown>): ExportSource {
  const frame = { dataCell: 'data', rows: ROWS, columns: [], find: () => undefined };
  const states = Object.entries(results).map(([id, result]) => [id, { status: 'fresh', result }]);
  const document = { cells: [cell('data', {}), ...cells], selection: [], selections: [] };
  return { document, cells: Object.fromEntries(states), frames: { data: frame } } as unknown as ExportSource;
}

test('a list of cuts is told with its flow, intervals and the languages that can say it', () => {
  const cuts = [
    { id: 'a', name: HOSTILE, expression: 'x > 89', sense: 'remove' as const, on: true, tuned: null },
    { id: 'b', name: '', expression: 'x < 50', sense: 'keep' as const, on: false, tuned: null },
  ];
  const rows = bitsFrom(ROWS, (row) => row >= 80);
  const list = cell('cut', { cuts, samples: [{ role: 'signal', name: 'high', steps: [] }] });
  const flow = cutFlow(table, cuts, [{ name: 'high', rows }], null);
  const data = { table, proposals: [], features: [], quantities: {}, warnings: [], source: {} };
  const parts = cellParts(sourceOf([list], { cut: flow, data }), list);
  const markdown = parts.map(partMarkdown).join('\n\n');
  expect(markdown).toContain('| a\\|b &lt;script&gt;\\`\\* \\# x | remove | x &gt; 89 | yes | by hand |');
  expect(markdown).toContain('| cut 2 | keep | x &lt; 50 | no | by hand |');
  expect(markdown).toContain(
    '| high (signal) | 10 of 20 | 50.0 % (27.2 to 72.8 %) | 50.0 % (27.2 to 72.8 %) |',
  );
  expect(markdown).toContain('pandas query, for table.query("..."):\n\n```\n');
  expect(parts.filter(({ type }) => type === 'code')).toHaveLength(3);
  const page = parts.map((part) => partMarkup(part)?.text ?? '').join('');
  expect(page).toContain('<td>a|b &lt;script&gt;`*\n# x</td>');
  expect(page).not.toContain('<script>');
  expect(page).toContain('<td class="num">90 of 100</td>');
});

test('flags are told by severity, rule and note, and a script has them as a table', () => {
  const content = {
    ...{ author: 'Ada', supersedes: [], withdrawn: false },
    ...{
      name: HOSTILE,
      category: 'unexplained',
      severity: 'major' as const,
      note: 'since dawn',
      seconds: null,
    },
    rule: { type: 'expression' as const, text: 'x > 89' },
    ...{ events: '', count: 10, data: { name: 'run.csv', hash: '0', rows: ROWS } },
  };
  const made = { time: Date.UTC(2026, 0, 2, 3, 4, 5), nonce: 'nonce123' };
  const { ledger } = appendRecord([], content, made);
  const flags = cell('flag', { records: ledger, categories: [], livetimes: [] });
  const source = sourceOf([flags], {});
  const words = cellParts(source, flags).map(partMarkdown).join('\n');
  expect(words).toContain(
    '| major | a\\|b &lt;script&gt;\\`\\* \\# x | unexplained | 10 | 10.0 % | Ada | 2026-01-02 03:04 |',
  );
  expect(words).toContain('x &gt; 89 (10 events of run.csv');
  expect(words).toContain('since dawn');
  const script = flagBlock(source, flags);
  expect(script).toContain('"severity": "major"');
  expect(script).toContain('holds_in(lambda t: ');
  expect(cellParts(source, cell('flag', { records: [], categories: [], livetimes: [] }))).toEqual([
    { type: 'text', text: 'No flag yet.' },
  ]);
});

test('a step of a tutorial is told with its text and what the judge said', () => {
  const share = (count: number, of: number) => ({ count, of });
  const last = {
    failure: null,
    on: 'unseen',
    flag: null,
    efficiency: share(190, 200),
    purity: share(190, 195),
  };
  const answer = { passed: true, wrong: 2, last: { ...last, others: share(5, 4800) } };
  const task = { ...cell('task', { tutorial: 'above-the-anode', step: 'look' }), view: { answer } };
  const told = cellParts(sourceOf([task], {}), task)
    .map(partMarkdown)
    .join('\n');
  expect(told).toMatch(/Step 1 of \d+, done after 2 wrong answers/);
  expect(told).toContain('These are 5,000 events of a commissioning run.');
  expect(told).toContain('190 of 200 events that were to be found and 5 of 4,800 others');
  const strange = { ...task, params: { tutorial: HOSTILE, step: 'x' } };
  expect(
    cellParts(sourceOf([strange], {}), strange)
      .map(partMarkdown)
      .join(),
  ).toMatch(/does not have/);
});
