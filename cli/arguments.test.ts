import { expect, test } from 'vitest';
import { parseCommand, UsageError } from './arguments.ts';

test('defaults', () => {
  expect(parseCommand(['explore', 'a.csv', 'b.csv', '--out', 'd'])).toEqual({
    command: 'explore',
    files: ['a.csv', 'b.csv'],
    allow: [],
    out: 'd',
    features: null,
    tables: null,
    truth: null,
    seed: 1,
    threads: null,
    embed: 'umap',
    sample: null,
    clustering: {
      method: 'dbscan',
      space: 'plane',
      eps: null,
      minSamples: null,
      minClusterSize: null,
      selection: 'eom',
      selectionEpsilon: 0,
    },
  });
  expect(parseCommand(['simulate', '--out', 'run.PARQUET'])).toEqual({
    command: 'simulate',
    preset: 'lz-sr1',
    events: 20000,
    seed: 1,
    reprocessed: false,
    out: 'run.PARQUET',
    format: 'parquet',
  });
});

test('every option', () => {
  const line =
    'explore --features=a,b,,a --truth t --seed 0 --threads 2 --embed umap-js --sample 5000 --cluster hdbscan --space columns --eps 0.3 --min-samples 7 --min-cluster-size 9 --selection leaf --selection-epsilon 0.5 --allow https://a.example --allow http://b:8080/ --out d f';
  expect(parseCommand(line.split(' '))).toEqual({
    command: 'explore',
    files: ['f'],
    allow: ['https://a.example', 'http://b:8080'],
    out: 'd',
    features: ['a', 'b'],
    tables: null,
    truth: 't',
    seed: 0,
    threads: 2,
    embed: 'umap-js',
    sample: 5000,
    clustering: {
      method: 'hdbscan',
      space: 'columns',
      eps: 0.3,
      minSamples: 7,
      minClusterSize: 9,
      selection: 'leaf',
      selectionEpsilon: 0.5,
    },
  });
  // An empty choice is a choice, refused when the file is known.
  expect(parseCommand(['explore', 'f', '--out', 'd', '--features', ''])).toMatchObject({ features: [] });
  expect(parseCommand(['simulate', '--help'])).toEqual({ command: 'help', about: 'simulate' });
});

test('run takes one file, or one for each data cell named', () => {
  const data = (line: string): unknown => parseCommand(['run', 'n', '--out', 'd', ...line.split('|')]);
  expect(parseCommand(['run', 'n', '--out', 'd'])).toMatchObject({ data: [] });
  expect(data('--data|r.csv')).toMatchObject({ data: [{ cell: null, file: 'r.csv' }] });
  expect(data('--data|Last night=a.csv|--data|data2=x=y.csv')).toMatchObject({
    data: [
      { cell: 'Last night', file: 'a.csv' },
      { cell: 'data2', file: 'x=y.csv' },
    ],
  });
});

test.each([
  ['', 'no command given'],
  ['run n --out d --data a=', 'invalid --data: a=; expected FILE or NAME=FILE'],
  ['run n --out d --data a --data b=c', 'several --data; expected NAME=FILE in each'],
  ['dance', 'unknown command: dance'],
  ['run --out d', 'no notebook given'],
  ['explore --out d', 'no file given'],
  ['explore f', '--out is missing'],
  [
    'explore f --out d --allow a.example',
    'invalid --allow: a.example; expected an origin, such as https://data.example.org',
  ],
  ['explore f --out d --seed -1', '--seed is followed by no value'],
  ['explore f --out d --seed 1.5', 'invalid --seed: 1.5; expected a whole number from 0 to 9007199254740991'],
  ['explore f --out d --threads 0', 'invalid --threads: 0; expected a whole number from 1 to 1024'],
  ['explore f --out d --threads two', 'invalid --threads: two; expected a whole number from 1 to 1024'],
  ['explore f --out d --eps 0', 'invalid --eps: 0; expected a number > 0'],
  ['explore f --out d --eps wide', 'invalid --eps: wide; expected a number > 0'],
  ['explore f --out d --selection-epsilon=-1', 'invalid --selection-epsilon: -1; expected a number >= 0'],
  ['explore f --out d --min-cluster-size 1', 'invalid --min-cluster-size: 1; expected a whole number from 2'],
  ['explore f --out d --space sky', 'invalid --space: sky; expected one of plane, columns'],
  ['explore f --out d --embed tsne', 'invalid --embed: tsne; expected one of umap, umap-js'],
  [
    'explore f --out d --cluster optics',
    'invalid --cluster: optics; expected one of dbscan, hdbscan, density-clustering',
  ],
  ['explore f --out d --colour red', "Unknown option '--colour'"],
  ['explore f --out', "Option '--out <value>' argument missing"],
  ['simulate --out run.txt', 'invalid --out: run.txt; expected a name ending in .csv or .parquet'],
  ['simulate --out run.csv --preset xenon', 'invalid --preset: xenon; expected one of lz-sr1, lz-sr3, lux'],
  ['simulate --out run.csv more', 'unexpected argument: more'],
])('wrong usage: %s', (line, message) => {
  const args = line === '' ? [] : line.split(' ');
  expect(() => parseCommand(args)).toThrow(UsageError);
  expect(() => parseCommand(args)).toThrow(message);
});
