import { expect, it } from 'vitest';
import type { Frame, FrameColumn } from '../../cells/contract.ts';
import { bitsFrom, rowsOf } from '../../core/table/bits.ts';
import type { Role } from '../../core/table/column.ts';
import { columnsOfSet, exportTable, fileNameOf, rowChoices } from './rows-to-export.ts';

const found = (cell: string, name: string, role: Role, more: Partial<FrameColumn> = {}): FrameColumn => ({
  ref: `${cell}:${name}`,
  cell,
  from: cell,
  column: { name, unit: null, role, type: 'float64', values: Float64Array.of(1, 2, 3), missing: null },
  isEmbedding: false,
  isCluster: false,
  isDerived: cell === 'derive',
  ...more,
});
const columns = [
  found('data', 'row', 'id'),
  found('data', 'a', 'feature'),
  found('derive', 'b', 'feature'),
  found('embed', 'UMAP 1', 'label'),
  found('embed2', 'UMAP 1', 'label'),
];
const frame: Frame = {
  dataCell: 'data',
  rows: 3,
  columns,
  find: (ref) => columns.find((column) => column.ref === ref),
};
const names = (list: FrameColumn[], withRow = false) =>
  exportTable(frame, list, withRow).columns.map(({ name }) => name);

it('offers rows, with their number', () => {
  const selected = bitsFrom(3, (row) => row === 1);
  const clause = { type: 'range', column: 'derive:b', low: 2, high: null } as const;
  const choices = rowChoices(frame, selected, [
    { id: 's1', name: 'high b', steps: [{ mode: 'replace', clause }] },
  ]);
  expect(choices.map(({ label, count }) => [label, count])).toEqual([
    ['all events', 3],
    ['selected events', 1],
    ['high b', 2],
  ]);
  expect([...rowsOf(choices[2].bits!)]).toEqual([1, 2]);
  expect(rowChoices(frame, null, [])).toHaveLength(1);
});

it('offers columns, each under a name of its own', () => {
  expect(names(columnsOfSet(frame, 'all', new Set()))).toEqual([
    'row',
    'a',
    'b',
    'UMAP 1',
    'UMAP 1 (embed2)',
  ]);
  expect(names(columnsOfSet(frame, 'measured', new Set()))).toEqual(['a', 'b']);
  expect(names(columnsOfSet(frame, 'chosen', new Set(['derive:b'])), true)).toEqual(['row', 'b']);
  expect(names(columnsOfSet(frame, 'all', new Set()), true).slice(0, 2)).toEqual(['row (row number)', 'row']);
  const [row] = exportTable(frame, [], true).columns;
  expect(row).toMatchObject({ type: 'int32', values: Int32Array.of(0, 1, 2) });
});

it('names the file', () => {
  const [all, selected] = rowChoices(
    frame,
    bitsFrom(3, () => true),
    [],
  );
  expect(fileNameOf('A first look', all, 'csv')).toBe('A-first-look.csv');
  expect(fileNameOf('../S1 é/x', selected, 'parquet')).toBe('S1-é-x-selected-events.parquet');
  expect(fileNameOf('///', all, 'csv')).toBe('events.csv');
});
