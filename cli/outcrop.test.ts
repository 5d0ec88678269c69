import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ResultFile } from './result-file.ts';

/** The program as a user runs it, in a process of its own, in a folder of its own. */
const place = mkdtempSync(join(tmpdir(), 'outcrop-cli-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

interface Run {
  code: number | null;
  out: string;
  err: string;
}

function outcrop(...args: string[]): Run {
  const run = spawnSync(process.execPath, [resolve('cli/outcrop.mjs'), ...args], {
    cwd: place,
    encoding: 'utf8',
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

function put(name: string, content: string | Uint8Array): string {
  writeFileSync(join(place, name), content);
  return name;
}

const read = (name: string): string => readFileSync(join(place, name), 'utf8');

beforeAll(() => {
  for (const [name, events, seed] of [
    ['run.parquet', '1200', '1'],
    ['small.csv', '500', '1'],
    ['other.csv', '500', '2'],
  ]) {
    const run = outcrop('simulate', '--preset', 'lz-sr1', '--events', events, '--seed', seed, '--out', name);
    expect(run).toEqual({
      code: 0,
      out: expect.stringContaining(`${events} events`),
      err: expect.any(String),
    });
  }
}, 240_000);

test('the same seed writes the same run, another seed another', () => {
  expect(outcrop('simulate', '--events', '500', '--seed', '1', '--out', 'again.csv').code).toBe(0);
  expect(read('again.csv') === read('small.csv')).toBe(true);
  expect(read('other.csv') === read('small.csv')).toBe(false);
});

test('explore writes the three files, as the design says', () => {
  const run = outcrop(
    'explore',
    'run.parquet',
    '--out',
    'found',
    '--seed',
    '3',
    '--threads',
    '1',
    '--truth',
    'truth',
  );
  expect(run).toEqual({
    code: 0,
    out: expect.stringMatching(/^run\.parquet: 1200 rows, .*report\.html\n$/),
    err: '',
  });
  expect(readdirSync(join(place, 'found')).sort()).toEqual(['labels.csv', 'report.html', 'result.json']);

  const result = JSON.parse(read('found/result.json')) as ResultFile;
  expect(Object.keys(result)).toEqual([
    'rows',
    'fitted_rows',
    'features',
    'excluded',
    'seed',
    'timings_ms',
    'peak_rss_mb',
    'quality',
    'clusters',
    'warnings',
  ]);
  expect(result.rows).toBe(1200);
  expect(result.seed).toBe(3);
  expect(result.features.length).toBeGreaterThan(5);
  const features = result.features.map((feature) => feature.column);
  expect(features).not.toContain('truth');
  expect(result.excluded.map(({ column }) => column)).toContain('truth');
  expect(Object.keys(result.timings_ms)).toEqual([
    'load',
    'knn',
    'graph',
    'layout',
    'quality',
    'outliers',
    'cluster',
    'explain',
    'cut',
    'total',
  ]);
  for (const time of Object.values(result.timings_ms)) expect(time).toBeGreaterThanOrEqual(0);
  expect(result.peak_rss_mb).toBeGreaterThan(20);

  const { neighbors, neighbor_preservation, trustworthiness, continuity, outliers } = result.quality;
  expect(neighbors).toBe(15);
  expect(neighbor_preservation).toBeGreaterThan(0.1);
  for (const { mean, standard_error } of [trustworthiness, continuity]) {
    expect(mean).toBeGreaterThan(0.9);
    expect(mean).toBeLessThan(1);
    expect(standard_error).toBeLessThan(0.01);
  }
  expect(outliers.neighbors).toBe(29);
  expect(outliers.events.map(({ lof }) => lof)).toEqual(
    outliers.events.map(({ lof }) => lof).sort((a, b) => b - a),
  );
  for (const { columns } of outliers.events) {
    for (const column of columns) if (!column.endsWith('missing')) expect(features).toContain(column);
  }

  const [head, ...lines] = read('found/labels.csv').trimEnd().split('\n');
  expect(head).toBe('row,x,y,label');
  expect(lines.length).toBe(1200);
  const labels = lines.map((line, row) => {
    const [index, x, y, label] = line.split(',');
    expect(Number(index)).toBe(row);
    expect(Number.isFinite(Number(x)) && Number.isFinite(Number(y))).toBe(true);
    return Number(label);
  });
  for (const { label, size, importance, held_out, cut } of result.clusters) {
    expect(labels.filter((l) => l === label).length).toBe(size);
    for (const { feature, score, low, high } of importance) {
      expect(features).toContain(feature);
      expect(low).toBeLessThanOrEqual(score);
      expect(high).toBeGreaterThanOrEqual(score);
    }
    expect(held_out === null).toBe(size < 20);
    for (const { columns, loss, low, high } of held_out?.groups ?? []) {
      expect(columns.length).toBeGreaterThan(0);
      expect(low <= loss && loss <= high).toBe(true);
    }
    expect(cut === null).toBe(size < 8);
    if (cut === null) continue;
    expect(cut.expression).toMatch(/[<>]|ismissing/);
    for (const share of [cut.efficiency, cut.purity ?? 0, cut.rest_removed]) {
      expect(share >= 0 && share <= 1, cut.expression).toBe(true);
    }
    expect(cut.intervals.efficiency[0]).toBeLessThanOrEqual(cut.efficiency);
    const scores = importance.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  }
  expect(result.clusters.reduce((sum, { size }) => sum + size, 0)).toBe(1200);

  // Pictures may spell anything.
  const page = read('found/report.html').replaceAll(/base64,[\w+/=]+/g, 'base64,');
  expect(page).toContain('default-src &#39;none&#39;');
  expect(page).toContain('Compared with truth');
  expect(page).toContain('Most outlying events');
  expect(page).toContain('Importances from held-out events');
  expect(page).not.toMatch(/(src|href|srcset)="(?!data:|#)/);
  expect(page).not.toMatch(/<script|NaN|undefined|url\(/);
}, 240_000);

test('the same input and seed give the same labels on two threads; without --truth the truth stays hidden', () => {
  const args = ['--out', 'again', '--seed', '3', '--threads', '2'];
  expect(outcrop('explore', 'run.parquet', ...args).code).toBe(0);
  expect(read('again/labels.csv') === read('found/labels.csv')).toBe(true);
  const page = read('again/report.html');
  expect(page).not.toContain('Compared with');
  expect(page).not.toContain('gas_above_anode');
  const { excluded } = JSON.parse(read('again/result.json')) as ResultFile;
  expect(excluded.map(({ column }) => column)).toContain('truth');
}, 240_000);

test('several files are one table; chosen features alone are used', () => {
  const run = outcrop(
    'explore',
    'small.csv',
    'other.csv',
    '--out',
    'two',
    '--features',
    's1_tba,s2_tba,s2_area_phd',
    '--eps',
    '2',
  );
  expect(run).toMatchObject({ code: 0, err: '' });
  const result = JSON.parse(read('two/result.json')) as ResultFile;
  expect(result.rows).toBe(1000);
  expect(result.features.map(({ column }) => column)).toEqual(['s1_tba', 's2_tba', 's2_area_phd']);
  expect(result.excluded.map(({ column }) => column)).toContain('file');
  put('narrow.csv', 'a,b\n1,2\n2,3\n');
  expect(outcrop('explore', 'small.csv', 'narrow.csv', '--out', 'no')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^outcrop: narrow\.csv lacks .*expected the columns of small\.csv\n$/),
  });
}, 240_000);

test.skipIf(process.platform !== 'linux' || !existsSync('/usr/bin/script'))(
  'a terminal is shown how far it is, on one line that is taken away at the end',
  () => {
    const options = ['--features', 's1_tba,s2_tba', '--eps', '2', '--out', 'seen'];
    const words = [process.execPath, resolve('cli/outcrop.mjs'), 'explore', 'small.csv', ...options];
    const command = words.map((word) => `'${word}'`).join(' ');
    const run = spawnSync('/usr/bin/script', ['-qec', command, '/dev/null'], {
      cwd: place,
      encoding: 'utf8',
    });
    expect(run.status).toBe(0);
    const [progress, ...after] = run.stdout.split(/\r\n/);
    const shown = progress.split('\r\x1b[K');
    for (const stage of [/^reading \d+ %$/, /^layout \d+ %$/])
      expect(shown.filter((one) => stage.test(one)).length).toBeGreaterThan(0);
    expect(shown.at(-1)).toMatch(/^small\.csv: 500 rows, 2 features/);
    expect(after.join('')).not.toContain('\x1b');
  },
  120_000,
);

const half = (name: string): Uint8Array => {
  const bytes = readFileSync(join(place, name));
  return bytes.subarray(0, bytes.length >> 1);
};

test.each([
  ['a file that is not there', () => 'nothing.csv', [], /there is no such file/],
  ['an empty file', () => put('empty.csv', ''), [], /empty/],
  [
    'binary junk',
    () =>
      put(
        'junk.csv',
        Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256),
      ),
    [],
    /expected/,
  ],
  ['ragged rows', () => put('ragged.csv', 'a,b,c\n1,2,3\n4,5\n6,7,8\n'), [], /3.*expected|expected.*3/],
  ['a single row', () => put('single.csv', 'a,b,c\n1,2,3\n'), [], /expected/],
  ['identical rows', () => put('same.csv', `a,b\n${'1,2\n'.repeat(200)}`), [], /expected/],
  ['half a Parquet file', () => put('half.parquet', half('run.parquet')), [], /expected/],
  ['a folder', () => '.', [], /folder/],
  ['no feature', () => 'small.csv', ['--features', ''], /no feature.*expected at least one/],
  ['a feature that is not there', () => 'small.csv', ['--features', 'nope'], /no column nope/],
  ['the truth as a feature', () => 'small.csv', ['--features', 'truth'], /truth cannot be a feature/],
  ['a truth that is not there', () => 'small.csv', ['--truth', 'nope'], /no column nope/],
])('%s: one clear line and exit code 1', (_name, file, options, pattern) => {
  const name = file();
  const run = outcrop('explore', name, '--out', 'bad', ...options);
  expect(run.code).toBe(1);
  expect(run.out).toBe('');
  expect(run.err).toMatch(/^outcrop: [^\n]+\n$/);
  expect(run.err).toContain(name);
  expect(run.err).toMatch(pattern);
});

test('wrong usage: exit code 2, with the usage', () => {
  for (const args of [
    [],
    ['dance'],
    ['explore', 'small.csv'],
    ['explore', 'small.csv', '--out', 'd', '--cluster', 'optics'],
  ]) {
    const run = outcrop(...args);
    expect(run.code).toBe(2);
    expect(run.out).toBe('');
    expect(run.err).toMatch(/^outcrop: /);
    expect(run.err).toContain('usage:');
  }
  expect(outcrop('--help')).toMatchObject({
    code: 0,
    out: expect.stringContaining('explore FILE...'),
    err: '',
  });
});

test('an output that cannot be written is named', () => {
  put('taken', 'a file');
  expect(outcrop('explore', 'small.csv', '--out', 'taken')).toMatchObject({
    code: 1,
    err: 'outcrop: taken: it is a file; expected a folder\n',
  });
  const run = outcrop('simulate', '--events', '100', '--out', 'nowhere/small.csv');
  expect(run).toMatchObject({ code: 1, err: expect.stringContaining('nowhere/small.csv') });
});

test('a folder that cannot be made is an error, and no wait without end', () => {
  const run = spawnSync(
    process.execPath,
    [resolve('cli/outcrop.mjs'), 'explore', 'small.csv', '--out', '/proc/none/a'],
    {
      cwd: place,
      encoding: 'utf8',
      timeout: 60_000,
    },
  );
  expect(run.status).toBe(1);
  expect(run.stderr).toMatch(/^outcrop: \/proc\/none\/a: .+\n$/);
});
