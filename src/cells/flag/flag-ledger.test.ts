import { describe, expect, it } from 'vitest';
import type { FlagRecord } from '../../core/flag/flag-record.ts';
import { appendRecord, type FlagDraft, flagsOf, type Ledger } from '../../core/flag/ledger.ts';
import { bitsFrom, rowsOf } from '../../core/table/bits.ts';
import type { Column } from '../../core/table/column.ts';
import { packRows } from '../../core/table/packed-rows.ts';
import { createDocument } from '../../notebook/document.ts';
import { createNotebook } from '../../notebook/history.ts';
import { newCell } from '../../notebook/new-cell.ts';
import type { Frame } from '../contract.ts';
import { cellKinds } from '../registry.ts';
import { flaggedRows } from './flag-events.ts';
import { ledgerJson, ledgerOf, parseLedger } from './flag-ledger.ts';
import { newLedger } from './params.ts';
import { parseRunTable, runTableText } from './run-table.ts';

const DRAFT: FlagDraft = {
  ...{
    author: 'Ada',
    supersedes: [],
    withdrawn: false,
    name: 'odd',
    category: 'unexplained',
    severity: 'minor',
  },
  ...{ note: '<script>alert(1)</script>', count: 3, seconds: null, rule: null },
  events: packRows(bitsFrom(10, (row) => row < 3)),
  data: { name: 'run.csv', hash: 'aa', rows: 10 },
};

function record(given: Partial<FlagDraft> = {}, ledger: Ledger = [], nonce = 'nonce001'): FlagRecord {
  return appendRecord(ledger, { ...DRAFT, ...given }, { time: 0, nonce }).record;
}

describe('a ledger as a file', () => {
  it('comes back as it was', () => {
    const ledger = [record(), record({ name: 'other', supersedes: [record().id] }, [record()])];
    expect(parseLedger(ledgerJson(ledger))).toEqual({ ledger, refused: [] });
  });

  it('names records that were tampered with or are none, and takes the others', () => {
    const good = record();
    const file = (records: unknown[]): string =>
      JSON.stringify({ format: 'outcrop-flags', version: 1, records });
    const cases: [unknown, RegExp][] = [
      [{ ...good, count: 4 }, /not as its author wrote it/],
      [{ ...good, severity: 'none' }, /invalid records\[1\]\.severity: "none"; expected info or minor/],
      [{ ...good, name: 'x'.repeat(201) }, /a text of length <= 200/],
      [{ ...good, order: 1e13 }, /expected a number <= 1000000000000/],
      [{ ...good, time: 'yesterday' }, /expected a time/],
      [{ ...good, events: '<b>' }, /packed set of rows/],
      [{ ...good, id: '__proto__' }, /expected the id of a record/],
      [{ ...good, rule: { type: 'expression', text: 'x'.repeat(10_001) } }, /<= 10000/],
      [null, /expected an object/],
      [7, /expected an object/],
    ];
    for (const [bad, reason] of cases) {
      const { ledger, refused } = parseLedger(file([good, bad]));
      expect(ledger).toEqual([good]);
      expect(refused.join(), JSON.stringify(bad)).toMatch(reason);
    }
    const polluted = `{"format":"outcrop-flags","version":1,"__proto__":{"owned":1},"records":[{"__proto__":{"owned":1}}]}`;
    expect(parseLedger(polluted).refused).toHaveLength(1);
    expect(({} as { owned?: number }).owned).toBeUndefined();
    for (const text of ['', '{', '[]', '{"format":"other"}', file([]).replace('1', '2'), '['.repeat(1e5)]) {
      expect(() => parseLedger(text), text.slice(0, 30)).toThrow();
    }
    expect(() => parseLedger(JSON.stringify({ format: 'outcrop-flags', version: 1, records: 5 }))).toThrow(
      'a list',
    );
    expect(() => parseLedger(file(Array.from({ length: 10_001 }, () => 0)))).toThrow('at most 10000');
  });
});

it('a flag is undone until it is given away; then undo leaves it in the ledger', () => {
  const empty = createDocument('n-flags');
  const notebook = createNotebook(empty, cellKinds);
  notebook.dispatch({ type: 'addCell', cell: newCell(empty, 'flag', 0, cellKinds), index: 0 });
  const cell = () => notebook.get().cells[0];
  const names = () => flagsOf(ledgerOf(cell())).map(({ heads }) => heads[0].name);
  const one = record();
  const two = record({ name: 'second' }, [one]);
  notebook.dispatch({ type: 'setParams', id: 'flag', params: { records: [one] } });
  notebook.dispatch({ type: 'setParams', id: 'flag', params: { records: [one, two] } });
  expect(names()).toEqual(['odd', 'second']);
  notebook.undo();
  expect(names()).toEqual(['odd']);
  notebook.dispatch({ type: 'setView', id: 'flag', view: { sealed: structuredClone(ledgerOf(cell())) } });
  notebook.undo();
  expect(cell().params.records).toEqual([]);
  expect(names()).toEqual(['odd']);
  expect(() => ledgerOf({ params: newLedger(), view: { sealed: [{ id: 'x' }] } })).toThrow('view.sealed');
  expect(ledgerOf({ params: newLedger(), view: { sealed: 'x' } })).toEqual([]);
});

describe('the events of a flag', () => {
  const column = (name: string, values: number[]): Column => ({
    ...{ name, unit: null, role: 'feature', type: 'float64', values: Float64Array.from(values) },
    missing: bitsFrom(values.length, (row) => Number.isNaN(values[row])),
  });
  const s1 = column('s1', [1, 2, Number.NaN, 4, 5]);
  const shown = { cell: 'data', from: 'Data', isEmbedding: false, isCluster: false, isDerived: false };
  const frame: Frame = {
    ...{ dataCell: 'data', rows: 5, columns: [{ ref: 'data:s1', column: s1, ...shown }] },
    find: (ref) => (ref === 'data:s1' ? { ref, column: s1, ...shown } : undefined),
  };
  const here = { name: 'here', hash: 'bb', rows: 5 };
  const found = (given: Partial<FlagDraft>) => {
    const { rows, other, reason } = flaggedRows(record(given), frame, here);
    return { rows: rows && [...rowsOf(rows)], other, reason };
  };

  it('are its rows on the same data, and what its rule finds on others, which is said', () => {
    const rows = { data: here, events: packRows(bitsFrom(5, (row) => row > 2)), count: 2 };
    expect(found(rows)).toEqual({ rows: [3, 4], other: false, reason: null });
    expect(found({ ...rows, count: 3 }).reason).toMatch('2 rows where 3 are said');
    expect(found({ rule: { type: 'expression', text: '!(s1 < 3)' } })).toEqual({
      rows: [3, 4],
      other: true,
      reason: null,
    });
    const clause = { type: 'range' as const, column: 'data7:s1', low: 4, high: null };
    expect(found({ rule: { type: 'selection', steps: [{ mode: 'replace', clause }] } }).rows).toEqual([3, 4]);
    const unknown = { ...clause, column: 'data:s9' };
    expect(found({ rule: { type: 'selection', steps: [{ mode: 'replace', clause: unknown }] } }).reason).toBe(
      'its rule needs s9',
    );
    expect(found({ rule: { type: 'expression', text: 's1 +' } }).rows).toBeNull();
    expect(found({}).reason).toMatch('without a rule');
  });
});

it('a run table is read as people write it, and what is wrong is named', () => {
  const runs = [
    { run: '7304', seconds: 3540 },
    { run: '7305', seconds: 3612.5 },
  ];
  for (const text of [
    '7304, 3540\n7305, 3612.5',
    'run;livetime_s\r\n7304;3540\r\n\r\n7305;3612.5\r\n',
    '7304\t3540\n7305 3612.5',
    runTableText(runs),
  ]) {
    expect(parseRunTable(text)).toEqual(runs);
  }
  expect(parseRunTable('')).toEqual([]);
  expect(() => parseRunTable('7304, 3540\n7304, 1')).toThrow('line 2: run 7304; expected each run once');
  expect(() => parseRunTable('7304, 3540\n7305, -1')).toThrow('line 2');
  expect(() => parseRunTable('7304')).toThrow('a run and its livetime');
});
