import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DataSource } from '../src/cells/data/source.ts';
import { PYTHON, pythonHas } from '../tools/python.mjs';
import type { RunResultFile } from './run-result.ts';

/** The program as a user runs it, in a process of its own, in a folder of its own. */
const place = mkdtempSync(join(tmpdir(), 'outcrop-run-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

function outcrop(...args: string[]): { code: number | null; out: string; err: string } {
  const run = spawnSync(process.execPath, [resolve('cli/outcrop.mjs'), ...args], {
    cwd: place,
    encoding: 'utf8',
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

const read = (name: string): string => readFileSync(join(place, name), 'utf8');
const result = (folder: string): RunResultFile => JSON.parse(read(`${folder}/result.json`)) as RunResultFile;

function notebook(source: DataSource, more: object = {}): string {
  const cell = (id: string, kind: string, inputs: object, params: object) => ({
    ...{ id, kind, version: 1, title: kind, inputs, params, view: {}, collapsed: false },
  });
  const embed = { method: 'umap', scaling: 'robust', missing: 'impute', metric: 'euclidean', nNeighbors: 15 };
  const layout = { minDist: 0, spread: 1, epochs: 80, init: 'spectral', seed: 1 };
  const of = { type: 'labels', column: 'cluster:cluster', labels: [0] };
  return JSON.stringify({
    format: 'outcrop-notebook',
    version: 2,
    id: 'n-run',
    title: 'a run',
    cells: [
      cell('note', 'note', {}, { text: '# hello' }),
      cell('data', 'data', {}, { source, delimiter: null, header: null, overrides: {} }),
      cell('embed', 'embed', { data: 'data' }, { ...embed, ...layout }),
      cell(
        'cluster',
        'cluster',
        { embed: 'embed' },
        { method: 'dbscan', eps: null, minSamples: null, ...more },
      ),
      cell(
        'explain',
        'explain',
        { data: 'data', plane: 'embed', clusters: 'cluster' },
        { of: { name: 'cluster 0', steps: [{ mode: 'replace', clause: of }] }, against: null },
      ),
    ],
  });
}

const notebookParams = { delimiter: null, header: null, overrides: {} };

const simulated: DataSource = { type: 'simulate', preset: 'lz-sr1', events: 600, seed: 2 };

beforeAll(() => {
  writeFileSync(join(place, 'sim.outcrop.json'), notebook(simulated));
  const run = outcrop('run', 'sim.outcrop.json', '--out', 'first', '--threads', '1');
  expect(run).toEqual({ code: 0, out: expect.stringContaining('5 of 5 cells ran'), err: '' });
}, 60_000);

test('a run tells what ran and how it came about, and writes the labels of the last clustering', () => {
  expect(readdirSync(join(place, 'first')).sort()).toEqual([
    'labels.csv',
    'notebook.outcrop.json',
    'report.html',
    'result.json',
  ]);
  const { cells, check, notebook } = result('first');
  expect(notebook).toEqual({ file: 'sim.outcrop.json', id: 'n-run', title: 'a run' });
  expect(check).toBeNull();
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  expect(byId.get('data')?.provenance).toMatchObject({ seed: 2, data: { rows: 600, format: 'simulated' } });
  const embed = byId.get('embed')!;
  expect(embed.provenance).toMatchObject({ app: '0.1.0', seed: 1, params: { nNeighbors: 15 } });
  expect(embed.provenance?.reads).toEqual([
    { input: 'data', cell: 'data', key: byId.get('data')!.provenance!.key },
  ]);
  expect(Object.keys(embed.digest)).toContain('UMAP 1');
  expect(byId.get('note')).toMatchObject({ provenance: null, reason: null });

  const [head, ...lines] = read('first/labels.csv').trimEnd().split('\n');
  expect(head).toBe('row,x,y,label');
  expect(lines.length).toBe(600);
  const clusters = new Set(lines.map((line) => Number(line.split(',')[3])).filter((label) => label >= 0));
  expect(clusters.size).toBe(byId.get('cluster')!.figures.clusters);
});

test('check: the same again to the bit; an altered notebook drifts and says in what', () => {
  const again = outcrop('run', 'first/notebook.outcrop.json', '--out', 'second', '--check');
  expect(again).toMatchObject({ code: 0, err: '' });
  expect(again.out.match(/^identical /gm)).toHaveLength(4);

  const altered = read('first/notebook.outcrop.json').replace('"eps": null', '"eps": 0.02');
  writeFileSync(join(place, 'altered.outcrop.json'), altered);
  const drifted = outcrop('run', 'altered.outcrop.json', '--out', 'third', '--check');
  expect(drifted.code).toBe(1);
  expect(drifted.out).toMatch(/^identical +embed/m);
  expect(drifted.out).toMatch(/^drifted +cluster \(cluster\): its parameters/m);
  expect(drifted.out).toMatch(/\d+ of 600 rows have another label \(ARI 0\.\d{3}\)/);
  expect(drifted.err).toMatch(/^outcrop: altered\.outcrop\.json: [12] of 4 cells drifted: cluster[^\n]*\n$/);
  const cluster = result('third').check!.find(({ cell }) => cell === 'cluster')!;
  expect(cluster.verdict).toBe('drifted');
  expect(cluster.figures.find(({ name }) => name === 'clusters')?.before).toBe(
    result('first').cells[3].figures.clusters,
  );
}, 60_000);

test('data of a notebook is looked for beside it alone; other data is taken by --data', () => {
  expect(outcrop('simulate', '--events', '500', '--seed', '9', '--out', 'other.csv').code).toBe(0);
  const source: DataSource = { type: 'file', key: 'k', name: 'gone.csv', size: 10 };
  writeFileSync(join(place, 'file.outcrop.json'), notebook(source));
  expect(outcrop('run', 'file.outcrop.json', '--out', 'no')).toEqual({
    code: 1,
    out: '',
    err: 'outcrop: file.outcrop.json: cells[1] (data) reads gone.csv (10 bytes), which is not beside the notebook; expected it there, or by --data FILE\n',
  });
  const outside = { ...source, name: '../../etc/passwd' };
  writeFileSync(join(place, 'outside.outcrop.json'), notebook(outside));
  expect(outcrop('run', 'outside.outcrop.json', '--out', 'no').err).toContain('is not beside the notebook');

  const run = outcrop('run', 'file.outcrop.json', '--data', 'other.csv', '--out', 'other');
  expect(run).toMatchObject({ code: 0, err: '' });
  expect(result('other').cells[1].provenance?.data).toMatchObject({
    name: 'other.csv',
    format: 'csv',
    rows: 500,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
}, 60_000);

test('files for several data cells are given by their names', () => {
  const source = (name: string): DataSource => ({ type: 'file', key: name, name, size: 1 });
  const { cells, ...document } = JSON.parse(notebook(source('a.csv'))) as { cells: { id: string }[] };
  const data = cells[1];
  writeFileSync(
    join(place, 'two.outcrop.json'),
    JSON.stringify({
      ...document,
      cells: [
        { ...data, title: 'Reviewed' },
        { ...data, id: 'data2', params: { ...notebookParams, source: source('b.csv') } },
      ],
    }),
  );
  writeFileSync(join(place, 'small.csv'), 's1_area,s2_area\n1,2\n3,4\n5,6\n');
  mkdirSync(join(place, 'elsewhere'), { recursive: true });
  writeFileSync(join(place, 'elsewhere/small.csv'), 's1_area,s2_area\n1,2\n');
  const run = (...given: string[]) =>
    outcrop('run', 'two.outcrop.json', ...given.flatMap((text) => ['--data', text]), '--out', 'two');
  expect(run('Reviewed=small.csv', 'data2=elsewhere/small.csv')).toMatchObject({ code: 0, err: '' });
  expect(result('two').cells.map(({ provenance }) => provenance?.data?.rows)).toEqual([3, 1]);
  for (const [given, message] of [
    [
      ['small.csv'],
      '--data FILE fits one data cell; expected --data NAME=FILE; its data cells: Reviewed (data), data (data2)',
    ],
    [['third=small.csv'], 'there is no data cell third'],
    [
      ['data=small.csv'],
      "cells[1] (data) reads b.csv (1 bytes), which is not beside the notebook; expected it there, or by --data 'data=FILE'",
    ],
  ] as const) {
    expect(run(...given)).toMatchObject({ code: 1, err: expect.stringContaining(message) });
  }
}, 60_000);

test('several files of one data cell are one table, in the notebook, by --data and in the exported script', () => {
  for (const [name, from, to] of [
    ['night-1.csv', 0, 300],
    ['night-2.csv', 300, 500],
  ] as const) {
    const [head, ...lines] = read('other.csv').trimEnd().split('\n');
    writeFileSync(join(place, name), `${[head, ...lines.slice(from, to)].join('\n')}\n`);
  }
  const files = ['night-1.csv', 'night-2.csv'].map((name) => ({
    key: name,
    name,
    size: Buffer.byteLength(read(name)),
  }));
  writeFileSync(join(place, 'nights.outcrop.json'), notebook({ type: 'files', files }));
  expect(outcrop('run', 'nights.outcrop.json', '--out', 'nights', '--export', 'py')).toMatchObject({
    code: 0,
    err: '',
  });
  const data = result('nights').cells[1];
  expect(data.figures.rows).toBe(500);
  expect(data.provenance?.data).toMatchObject({ name: 'night-1.csv and 1 more', rows: 500 });
  const script = read('nights/notebook.py');
  expect(script).toContain('tables["data"] = read_tables(paths, names, "file", header=None, delimiter=None)');
  if (pythonHas('pandas', 'sklearn')) {
    const begin = script.slice(0, script.indexOf('\nreadable["data"]'));
    const check =
      'print(tables["data"].groupby("file").size().to_dict(), len(tables["data"].columns) - len(names))';
    const run = spawnSync(PYTHON, ['-c', `${begin}\n${check}`], { cwd: place, encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(run.stdout.trim().split('\n').at(-1)).toMatch(/^\{'night-1.csv': 300, 'night-2.csv': 200\} \d$/);
  }

  rmSync(join(place, 'night-2.csv'));
  expect(outcrop('run', 'nights.outcrop.json', '--out', 'no').err).toMatch(
    /cells\[1\] \(data\) reads night-2\.csv \(\d+ bytes\), which is not beside the notebook/,
  );
  const given = ['night-1.csv', 'other.csv'].flatMap((name) => ['--data', name]);
  expect(outcrop('run', 'nights.outcrop.json', ...given, '--out', 'given')).toMatchObject({
    code: 0,
    err: '',
  });
  expect(result('given').cells[1].figures.rows).toBe(800);
  expect(result('given').warnings).toContainEqual(expect.stringMatching(/^cluster 0: .* of other data/));
}, 60_000);

test('what cannot run is one clear line, with the cell where there is one', () => {
  const put = (name: string, text: string): string => {
    writeFileSync(join(place, name), text);
    return name;
  };
  for (const [name, pattern] of [
    ['nothing.json', /^outcrop: nothing\.json: there is no such file/],
    [put('half.json', '{"format": "outcrop-note'), /^outcrop: half\.json: the file is not JSON/],
    [put('new.json', notebook(simulated).replace('"version":2', '"version":9')), /format version 9/],
    [
      put('eps.json', notebook(simulated, { eps: -1 })),
      /^outcrop: eps\.json: invalid cells\[3\]\.params\.eps: -1/,
    ],
    [
      put('none.json', notebook({ type: 'none' })),
      /^outcrop: none\.json: cells\[1\] \(data\): .*no data yet/,
    ],
    [
      put('bundled.json', notebook({ type: 'bundled', name: '../../package.json' })),
      /cells\[1\] \(data\): .*no file of this name came with Outcrop/,
    ],
  ] as const) {
    const run = outcrop('run', name, '--out', 'bad');
    expect(run.code).toBe(1);
    expect(run.err).toMatch(/^outcrop: [^\n]+\n$/);
    expect(run.err).toMatch(pattern);
  }
  expect(outcrop('run', 'sim.outcrop.json', '--check', '--out', 'bad').err).toContain(
    'saved without results',
  );
  for (const args of [
    ['run'],
    ['run', 'a', 'b', '--out', 'd'],
    ['run', 'a'],
    ['run', 'a', '--out', 'd', '--seed', '1'],
  ]) {
    expect(outcrop(...args)).toMatchObject({ code: 2, err: expect.stringContaining('usage: outcrop run') });
  }
}, 120_000);
