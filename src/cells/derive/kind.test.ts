import { describe, expect, it } from 'vitest';
import { deriveApi } from '../../../workers/derive/derive.ts';
import { unwatched } from '../../core/progress.ts';
import { decideTable } from '../../core/rq/decide.ts';
import type { Column, Role } from '../../core/table/column.ts';
import { makeTable } from '../../core/table/table.ts';
import type { CellDocument, NotebookDocument } from '../../notebook/document.ts';
import { newCell, suggestInputs } from '../../notebook/new-cell.ts';
import { resultKeys } from '../../notebook/result-keys.ts';
import type { ComputeContext } from '../contract.ts';
import type { DataResult } from '../data/compute.ts';
import { embedRequest } from '../embed/embed-request.ts';
import { embedKind } from '../embed/kind.ts';
import { cellKinds } from '../registry.ts';
import { computeDerive } from './compute.ts';
import { deriveKind } from './kind.ts';
import { blankColumn, type ColumnDefinition } from './params.ts';
import { planColumns } from './plan-columns.ts';

const column = (name: string, role: Role, unit: string | null, values: number[]): Column => ({
  name,
  unit,
  role,
  type: 'float64',
  values: Float64Array.from(values),
  missing: null,
});
const table = makeTable([
  column('s1_tba', 'feature', '', [-0.5, 0.25, 0.5]),
  column('s2_tba', 'feature', '', [0.5, 0.25, 0.25]),
  column('s2_area', 'feature', 'phd', [1000, 0, 100]),
  column('true_class', 'truth', '', [1, 2, 1]),
]);
const decided = decideTable(table, {});
const data: DataResult = {
  table,
  proposals: decided.proposals,
  features: [{ column: 's1_tba', transform: 'linear' }],
  quantities: {},
  source: { label: 'made', format: 'made', bytes: 0, sha256: '' },
  warnings: [],
};

const context: ComputeContext = {
  cell: 'derive',
  signal: new AbortController().signal,
  progress: unwatched,
  partial: () => undefined,
  jobs: { derive: (_, ...args) => deriveApi.derive(...args) } as ComputeContext['jobs'],
  files: { bundled: () => Promise.reject(), opened: () => Promise.resolve(undefined) },
  inspection: () => Promise.reject(),
  memo: (_, make) => make(),
};
const define = (
  name: string,
  expression: string,
  more: Partial<ColumnDefinition> = {},
): ColumnDefinition => ({
  ...blankColumn,
  name,
  expression,
  ...more,
});
const derive = (columns: ColumnDefinition[], from: DataResult = data, beside?: unknown) =>
  computeDerive(
    context,
    { columns },
    {
      data: { cell: 'data', result: from },
      ...(beside === undefined ? {} : { beside: { cell: 'cluster', result: beside } }),
    },
  );

describe('a derive cell', () => {
  it('adds columns behind those of the data; later ones use earlier ones', async () => {
    const result = await derive([
      define('tba_sum', 's1_tba + s2_tba'),
      blankColumn,
      define('', 's1_tba'),
      define('is_high', 'tba_sum > 0.4', { unit: 'x' }),
      define('log_area', 'log10(s2_area)', { feature: 'linear' }),
    ]);
    const made = deriveKind.columns!(result);
    expect(made.map(({ name, unit, role, type }) => [name, unit, role, type])).toEqual([
      ['tba_sum', '', 'feature', 'float64'],
      ['is_high', 'x', 'feature', 'int32'],
      ['log_area', null, 'feature', 'float64'],
    ]);
    expect(made.map((c) => (c.type === 'text' ? [] : [...c.values].map(Number)))).toEqual([
      [0, 0.5, 0.75],
      [0, 1, 1],
      [3, Number.NaN, 2],
    ]);
    expect(result.derived[2].report).toMatchObject({ missing: 1, undefined: 1 });
    expect(result.table.columns.slice(0, 4)).toEqual(table.columns);
    expect(deriveKind.summary(result, deriveKind.defaults())).toBe('tba_sum, is_high, log_area');
  });

  it('feeds an embedding, with the features that were chosen', async () => {
    const first = await derive([define('a', 's1_tba * 2', { feature: 'linear' })]);
    const second = await derive([define('b', 'a + s2_area', { feature: 'log10' })], first);
    const params = embedKind.parse(embedKind.defaults());
    const [sent, features] = embedRequest(second, params, null);
    expect(features).toEqual([
      { column: 's1_tba', transform: 'linear' },
      { column: 'a', transform: 'linear' },
      { column: 'b', transform: 'log10' },
    ]);
    expect(sent.columns.map(({ name }) => name)).toEqual(['s1_tba', 'a', 'b']);
    expect(second.proposals.at(-1)).toMatchObject({
      column: 'b',
      feature: true,
      transform: 'log10',
      excluded: null,
    });
    expect(deriveKind.columns!(second).map(({ name }) => name)).toEqual(['b']);
  });

  it('makes truth of truth, and no feature of it', async () => {
    const result = await derive([
      define('t', 'true_class == 1', { feature: 'linear' }),
      define('u', 'where(t == 1, s1_tba, 0)', { feature: 'linear' }),
    ]);
    expect(result.derived.map(({ column: { role } }) => role)).toEqual(['truth', 'truth']);
    expect(result.features).toEqual(data.features);
    expect(result.proposals.at(-1)?.excluded).toBe('made from truth: never a feature');
  });

  it('reads clusters plugged in beside, as labels', async () => {
    const labels = Int32Array.of(0, -1, 1);
    const result = await derive([define('c0', 'cluster == 0', { feature: 'linear' })], data, { labels });
    expect(result.derived[0].column).toMatchObject({ role: 'label', values: Int32Array.of(1, 0, 0) });
    expect(result.features).toEqual(data.features);
    await expect(derive([define('c0', 'cluster == 0')], data, { labels: new Int32Array(2) })).rejects.toThrow(
      'column cluster has 2 rows; expected 3',
    );
  });

  it('refuses what is wrong, by name', async () => {
    await expect(derive([define('x', 's1_tbaa')])).rejects.toThrow(
      'x: unknown column s1_tbaa at character 1; did you mean s1_tba?',
    );
    await expect(derive([define('s1_tba', '1')])).rejects.toThrow('there is such a column already');
    const twice = await derive([define('x', '1'), define(' x ', '2')]);
    expect(twice.derived.map(({ column }) => column.name)).toEqual(['x']);
    expect(twice.refused[0]).toContain('there is such a column already');
    await expect(derive([define('x\u202e', '1')])).rejects.toThrow('characters that cannot be seen');
    await expect(derive([define('x'.repeat(101), '1')])).rejects.toThrow('expected at most 100');
    // What is wrong with one does not hold up the others, and is told.
    const early = await derive([define('x', 'y'), define('y', '1')]);
    expect(early.derived.map(({ column }) => column.name)).toEqual(['y']);
    expect(deriveKind.summary(early, { columns: [] })).toMatch(/^y; not made: x: unknown column y/);
  });

  it('plans while the user types', () => {
    const facts = table.columns;
    expect(planColumns([define('x', 's1_tba +')], facts)[0]).toEqual({
      state: 'wrong',
      field: 'expression',
      message: 'the expression ends too early at character 9; expected a column, a number or (',
      place: { start: 8, end: 8 },
    });
    expect(planColumns([define('', 's1_tba'), define('x', '')], facts)).toEqual([
      { state: 'unfinished' },
      { state: 'unfinished' },
    ]);
  });

  it('has params that a notebook keeps, and refuses others', () => {
    expect(deriveKind.parse(deriveKind.defaults())).toEqual(deriveKind.defaults());
    expect(() => deriveKind.parse({ columns: [{ name: 1 }] })).toThrow('params.columns');
    expect(() => deriveKind.parse({ columns: Array(101).fill(blankColumn) })).toThrow('columns');
  });

  it('takes the data, or columns derived before, but no plane until the user says so', () => {
    const document = {
      cells: [] as CellDocument[],
      selections: [],
      selection: [],
    } as unknown as NotebookDocument;
    for (const kind of ['data', 'embed', 'cluster', 'derive']) {
      document.cells.push(newCell(document, kind, document.cells.length, cellKinds));
    }
    expect(document.cells[3].inputs).toEqual({ data: 'data' });
    expect(suggestInputs(document, 'derive', 4, cellKinds)).toEqual({ data: document.cells[3].id });
    expect(suggestInputs(document, 'embed', 4, cellKinds)).toEqual({ data: document.cells[3].id });
  });

  it('makes only those planes stale whose features depend on what was changed', () => {
    const cell = (id: string, kind: string, inputs: Record<string, string>, params = {}): CellDocument => ({
      ...newCell(
        { cells: [], selections: [], selection: [] } as unknown as NotebookDocument,
        kind,
        0,
        cellKinds,
      ),
      id,
      inputs,
      ...(kind === 'derive' ? { params } : {}),
    });
    const feature = { feature: 'linear' } as const;
    const first = [define('a', 's1_tba * 2'), define('b', 'a + 1', feature), define('c', 's2_tba')];
    const second = [define('d', 'c * 2'), define('e', 's2_area')];
    const keysOf = (columns: ColumnDefinition[], after: ColumnDefinition[], embedded = 'second') =>
      resultKeys(
        {
          selections: [],
          selection: [],
          cells: [
            cell('data', 'data', {}),
            cell('first', 'derive', { data: 'data' }, { columns }),
            cell('second', 'derive', { data: 'first' }, { columns: after }),
            cell('embed', 'embed', { data: embedded }),
            cell('cluster', 'cluster', { embed: 'embed' }),
            cell('reality', 'reality', { clusters: 'cluster' }),
          ],
        } as unknown as NotebookDocument,
        cellKinds,
      );
    const before = keysOf(first, second);
    const changed = (...args: Parameters<typeof keysOf>): string[] => {
      const now = keysOf(...args);
      return [...now.keys()].filter((id) => now.get(id) !== before.get(id));
    };
    // Cards judge in every measured quantity, derived ones too.
    const beside = ['first', 'second', 'reality'];
    const all = ['first', 'second', 'embed', 'cluster', 'reality'];
    expect(changed(first.with(2, define('c', 's2_tba + 1')), second)).toEqual(beside);
    expect(changed([...first, define('f', 's1_tba')], second)).toEqual(beside);
    expect(changed(first, [])).toEqual(['second', 'reality']);
    expect(changed(first, second, 'first')).toEqual(['reality']);
    expect(changed(first.with(0, define('a', 's1_tba * 3')), second)).toEqual(all);
    expect(changed(first.with(1, define('b', 'a + 1')), second)).toEqual(all);
    // The first of one name takes it, also across cells.
    expect(changed([define('b', 's2_tba'), ...first], second)).toEqual(all);
    const made = second.with(0, define('d', 'c * 2', feature));
    expect(changed(first, made)).toEqual(all.slice(1));
    const clash = keysOf([...first, define('d', 's1_tba')], made);
    expect(clash.get('embed')).not.toBe(keysOf(first, made).get('embed'));
    expect(keysOf(first.with(2, define('c', 's2_tba + 1')), made).get('embed')).not.toBe(
      keysOf(first, made).get('embed'),
    );
    expect(keysOf([], [], 'data').get('embed')).toBe(keysOf([], []).get('embed'));
  });
});
