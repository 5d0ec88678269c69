import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Problem } from '../core/problem.ts';
import type { CellKindSchema } from './cell-kind.ts';
import { createDocument, type NotebookDocument } from './document.ts';
import { limits } from './limits.ts';
import { checkMigrations } from './migrations.ts';
import { parseNotebook } from './parse-notebook.ts';
import { sampleKinds } from './sample-kinds.ts';
import { serialiseNotebook } from './serialise-notebook.ts';

const frozen = new URL('./frozen/', import.meta.url);
const frozenText = (name: string): string => readFileSync(new URL(name, frozen), 'utf8');

function refusal(text: string): string {
  try {
    parseNotebook(text, sampleKinds);
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    expect((error as Problem).code).toBe('bad-notebook');
    return (error as Problem).message;
  }
  throw new Error(`opened: ${text.slice(0, 200)}`);
}

const shell = (more: object): string => JSON.stringify({ ...createDocument('n-1'), ...more });
const withCell = (cell: object): string =>
  shell({
    cells: [
      {
        id: 'c',
        kind: 'cluster',
        version: 3,
        title: '',
        inputs: {},
        params: { method: 'dbscan', eps: 1, minSamples: 5 },
        view: {},
        collapsed: false,
        ...cell,
      },
    ],
  });

describe('frozen notebooks', () => {
  it.each(readdirSync(frozen))('%s opens, and once saved opens without change', (name) => {
    const { document } = parseNotebook(frozenText(name), sampleKinds);
    expect(document.cells.length).toBeGreaterThan(0);
    expect(parseNotebook(serialiseNotebook(document), sampleKinds)).toEqual({ document, changes: [] });
  });

  it('v1: is migrated cell by cell, and says so', () => {
    const { document, changes } = parseNotebook(frozenText('v1.outcrop.json'), sampleKinds);
    expect(document.title).toBe('gas hunt, run 7304');
    expect(document.cells.map((cell) => [cell.id, cell.kind, cell.version])).toEqual([
      ['data', 'data', 1],
      ['embed', 'embed', 1],
      ['cluster', 'cluster', 3],
      ['plot', 'plot', 1],
      ['hologram', 'hologram', 7],
    ]);
    expect(document.cells[2].params).toEqual({ method: 'dbscan', eps: 0.42, minSamples: 25 });
    expect(document.cells[4].params).toEqual({ depth: [1, { any: 'thing' }], seed: 0 });
    expect(document.selections[0]).toMatchObject({ id: 'gas', name: 'gas above anode', color: '#d55e00' });
    expect(document.selection).toHaveLength(2);
    expect(changes).toEqual([
      'notebook brought from format version 1 to 2 (results with their provenance)',
      'notebook brought from format version 2 to 3 (selections may keep their events)',
      'cells[2]: cluster cell brought from version 1 to 3 (minSamples in place of minPts, methods)',
    ]);
    expect(document.version).toBe(3);
    expect(document.results).toEqual({});
  });

  it('v2: opens with the provenance of its results', () => {
    const { document, changes } = parseNotebook(frozenText('v2.outcrop.json'), sampleKinds);
    expect(changes).toEqual([
      'notebook brought from format version 2 to 3 (selections may keep their events)',
    ]);
    expect(Object.keys(document.results).sort()).toEqual(['cluster', 'data', 'embed', 'hologram']);
    expect(document.results.data.data).toMatchObject({ name: 'run7304.parquet', rows: 8 });
    expect(document.results.cluster.labels).toEqual({ rows: 8, every: 1, width: 1, base64: 'AgICAwMDAQA=' });
  });

  it('v3: opens with the events that a selection kept, and nothing changes', () => {
    const { document, changes } = parseNotebook(frozenText('v3.outcrop.json'), sampleKinds);
    expect(changes).toEqual([]);
    expect(document.selections[1].steps).toEqual([
      {
        mode: 'replace',
        clause: { type: 'events', events: 'ABCB', count: 2, rows: 8, from: 'cluster 3, as it was' },
      },
      { mode: 'invert' },
    ]);
  });

  it('v3: the present document is written as the file is', () => {
    const text = frozenText('v3.outcrop.json');
    const raw = JSON.parse(text) as NotebookDocument;
    expect(serialiseNotebook(raw)).toBe(text);
  });
});

describe('what is refused', () => {
  it.each<[string, string, RegExp]>([
    ['nothing', '', /^the file is empty/],
    ['no JSON', 'run,event\n1,2', /^the file is not JSON: /],
    ['half a file', '{"format": "outcrop-notebook", "cells": [', /^the file is not JSON: /],
    ['a list', '[]', /holds an empty list; expected an Outcrop notebook/],
    ['null', 'null', /holds null; expected/],
    [
      'another JSON',
      '{"nbformat": 4}',
      /^not an Outcrop notebook: format is nothing; expected "outcrop-notebook"/,
    ],
    [
      'a newer format',
      shell({ version: 4, cells: 'other' }),
      /format version 4; this Outcrop reads up to 3; update/,
    ],
    [
      'a record of a result that is none',
      shell({ results: { a: { kind: 'data' } } }),
      /^invalid results\.a\.version: nothing; expected/,
    ],
    ['a record under no id', shell({ results: { 'a b': {} } }), /^invalid results/],
    ['records that are a list', shell({ results: [] }), /^invalid results: an empty list; expected/],
    [
      'a version that is no number',
      shell({ version: 1.5 }),
      /^invalid version: 1.5; expected a whole number/,
    ],
    [
      'no version',
      shell({ version: undefined }),
      /^invalid version: nothing; expected a whole number from 1 to 3/,
    ],
    ['a bad id', shell({ id: '../etc' }), /^invalid id: "\.\.\/etc"; expected a letter/],
    ['cells that are none', shell({ cells: { length: 2e9 } }), /^invalid cells: an object; expected a list/],
    [
      'too many cells',
      shell({ cells: Array(501).fill({ id: 'a', kind: 'data', version: 1 }) }),
      /length <= 500/,
    ],
    [
      'a cell of a newer version',
      withCell({ version: 4 }),
      /^cells\[0\]: version 4 of cluster cells is newer than 3/,
    ],
    ['a bad version', withCell({ version: 0 }), /^invalid cells\[0\]\.version: 0; expected a number >= 1/],
    [
      'a bad parameter',
      withCell({ params: { eps: -1, minSamples: 5, method: 'dbscan' } }),
      /^invalid cells\[0\]\.params\.eps: -1; expected a number > 0$/,
    ],
    [
      'a parameter beyond doubles',
      withCell({}).replace('"eps":1', '"eps":1e999'),
      /^invalid cells\[0\]\.params\.eps: .*finite/,
    ],
    ['params of text', withCell({ params: 'x' }), /^invalid cells\[0\]\.params: "x"; expected an object/],
    [
      'an input of many',
      withCell({ inputs: { plane: ['a'] } }),
      /^invalid cells\[0\]\.inputs\.plane: a list of 1; expected a string/,
    ],
    [
      'a circle',
      shell({
        cells: [
          { id: 'a', kind: 'embed', version: 1, inputs: { table: 'b' } },
          { id: 'b', kind: 'embed', version: 1, inputs: { table: 'a' } },
        ],
      }),
      /^cells\[0\]\.inputs: run in a circle: a reads b reads a/,
    ],
    [
      'an id twice',
      shell({
        cells: [
          { id: 'a', kind: 'data', version: 1 },
          { id: 'a', kind: 'data', version: 1 },
        ],
      }),
      /^invalid cells\[1\]\.id: a; expected another than that of cells\[0\]/,
    ],
    [
      'a bad step',
      shell({
        selection: [
          {
            mode: 'add',
            clause: {
              type: 'polygon',
              x: 'd:a',
              y: 'd:b',
              xScale: 'linear',
              yScale: 'log',
              points: [
                [0, 1],
                [1, null],
                [2, 2],
              ],
            },
          },
        ],
      }),
      /^invalid selection\[0\]\.clause\.points\[1\]\[1\]: null; expected a finite number/,
    ],
    [
      'a line for a polygon',
      shell({
        selection: [
          {
            mode: 'add',
            clause: {
              type: 'polygon',
              x: 'd:a',
              y: 'd:b',
              xScale: 'linear',
              yScale: 'log',
              points: [[0, 1]],
            },
          },
        ],
      }),
      /points: a list of 1; expected a list of length 3 to 10000/,
    ],
    [
      'too many steps at once',
      shell({ selection: Array(1001).fill({ mode: 'invert' }) }),
      /selection: a list of 1001; expected a list of length <= 1000/,
    ],
    [
      'too many steps in all',
      shell({
        selections: Array.from({ length: 11 }, (_, i) => ({
          id: `s${i}`,
          name: 'x',
          steps: Array(1000).fill({ mode: 'invert' }),
        })),
      }),
      /11000 steps; expected at most 10000/,
    ],
    [
      'a colour that is a style',
      shell({ selections: [{ id: 's', name: 'x', color: 'red;background:url(x)', steps: [] }] }),
      /color: .*expected a colour as #rrggbb/,
    ],
  ])('%s', (_, text, reason) => {
    expect(refusal(text)).toMatch(reason);
  });

  it.each([
    ['selection', /selection: a list of 1000000; expected a list of length <= 1000/],
    ['results', /results: an object; expected at most 5000 entries/],
    ['inputs', /cells\[0\]\.inputs: an object; expected at most 100 entries/],
  ])('a million bad entries of %s, before any of them is looked at', (place, reason) => {
    const entries = Array(1_000_000).fill({});
    const bad = place === 'selection' ? entries : { ...entries };
    expect(refusal(place === 'inputs' ? withCell({ inputs: bad }) : shell({ [place]: bad }))).toMatch(reason);
  });

  it('nesting of 10^7, closed or not, in objects, lists or within a cell', () => {
    const deep = 10_000_000;
    expect(refusal('['.repeat(deep))).toMatch(/^the file is nested deeper than 64 levels, at character 65$/);
    expect(refusal('['.repeat(deep) + ']'.repeat(deep))).toMatch(/nested deeper than 64/);
    expect(
      refusal(withCell({}).replace('"view":{}', `"view":${'{"a":'.repeat(1e6)}1${'}'.repeat(1e6)}`)),
    ).toMatch(/nested deeper/);
    // Brackets inside a text are no nesting.
    const { document } = parseNotebook(shell({ title: `${'['.repeat(400)}\\"[` }), sampleKinds);
    expect(document.title).toHaveLength(403);
  });

  it('more text or more containers than fit', () => {
    expect(refusal(' '.repeat(limits.textLength + 1))).toMatch(
      /holds 50000001 characters; expected at most 50000000/,
    );
    expect(refusal(`[${'[],'.repeat(limits.containers)}[]]`)).toMatch(/more than 5000000 objects and lists/);
  });
});

describe('what opens with a word about it', () => {
  it('names that reach prototypes are left out', () => {
    const text = withCell({}).replace(
      '"view":{}',
      '"view":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"a":{"__proto__":null,"b":2}}',
    );
    const { document, changes } = parseNotebook(
      text.replace('{"format"', '{"__proto__":{"polluted":1},"format"'),
      sampleKinds,
    );
    expect(document.cells[0].view).toEqual({ a: { b: 2 } });
    expect(Object.getPrototypeOf(document.cells[0].view)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(changes).toEqual([
      '__proto__: left out, the name is not allowed',
      'cells[0].view.__proto__: left out, the name is not allowed',
      'cells[0].view.constructor: left out, the name is not allowed',
      'cells[0].view.a.__proto__: left out, the name is not allowed',
    ]);
  });

  it('what is missing is set and told, what is unknown is left out and told', () => {
    const { document, changes } = parseNotebook(
      JSON.stringify({
        format: 'outcrop-notebook',
        version: 1,
        id: 'n',
        author: 'x',
        cells: [
          {
            id: 'e',
            kind: 'embed',
            version: 1,
            inputs: { table: 'gone', other: 'e' },
            params: { seed: 7, magic: 1 },
            colour: 3,
          },
        ],
      }),
      sampleKinds,
    );
    expect(document.cells[0]).toEqual({
      id: 'e',
      kind: 'embed',
      version: 1,
      title: 'Embed',
      inputs: { table: 'gone' },
      params: { neighbours: 15, seed: 7 },
      view: {},
      collapsed: false,
    });
    expect(changes).toEqual([
      'notebook brought from format version 1 to 2 (results with their provenance)',
      'notebook brought from format version 2 to 3 (selections may keep their events)',
      'author: left out, this Outcrop does not know it',
      'cells[0].colour: left out, this Outcrop does not know it',
      'cells[0].title: not in the file, set to "Embed"',
      'cells[0].view: not in the file, set to an object',
      'cells[0].collapsed: not in the file, set to false',
      'cells[0].params.magic: left out, the cell has no such parameter',
      'cells[0].params.neighbours: not in the file, set to 15',
      'cells[0].inputs.other: left out, embed cells have no such input',
      'title: not in the file, set to "Untitled"',
      'selection: not in the file, set to an empty list',
      'selections: not in the file, set to an empty list',
      'pinned: not in the file, set to an empty list',
    ]);
  });

  it('a flood of changes is told in a hundred lines', () => {
    const view = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`k${i}`, 'x']));
    const text = shell(view);
    const { changes } = parseNotebook(text, sampleKinds);
    expect(changes).toHaveLength(101);
    expect(changes[100]).toBe('and 4900 more');
  });

  it('text in notes and titles stays text', () => {
    const title = '<img src=x onerror=alert(1)> javascript:alert(1)';
    expect(parseNotebook(`\uFEFF${shell({ title })}`, sampleKinds)).toMatchObject({
      document: { title },
      changes: [],
    });
  });
});

describe('migrations', () => {
  const kind = (version: number, ...versions: number[]): CellKindSchema => ({
    kind: 'odd',
    version,
    title: 'Odd',
    inputs: {},
    parse: (params) => params,
    defaults: () => ({}),
    migrations: versions.map((v) => ({
      version: v,
      name: `step ${v}`,
      up: (params, view) => ({ params, view }),
    })),
  });

  it('have no gap, no repeat, and end at the present version', () => {
    for (const good of [kind(1), kind(2, 2), kind(4, 2, 3, 4)])
      expect(() => checkMigrations(good)).not.toThrow();
    for (const bad of [kind(2), kind(3, 3), kind(3, 2, 2, 3), kind(1, 2), kind(3, 3, 2), kind(0)]) {
      expect(() => checkMigrations(bad)).toThrow(/of odd cells: /);
      expect(() => parseNotebook(shell({}), new Map([['odd', bad]]))).toThrow(Problem);
    }
  });

  it('run in order from where the cell is, may rename an input, and a failing one names the cell', () => {
    const odd: CellKindSchema = {
      ...kind(3),
      inputs: { table: { kinds: ['data'] } },
      migrations: [
        {
          version: 2,
          name: 'table in place of source',
          up: (params, view, { source, ...rest }) => ({
            params: { ...params, two: 1 },
            view,
            inputs: { ...rest, table: source },
          }),
        },
        {
          version: 3,
          name: 'a list',
          up: ({ list, ...params }, view) => {
            if (!Array.isArray(list)) throw new Error('list is no list');
            return { params: { ...params, count: list.length }, view };
          },
        },
      ],
    };
    const kinds = new Map([['odd', odd]]);
    const cell = {
      id: 'o',
      kind: 'odd',
      version: 1,
      title: '',
      inputs: { source: 'x' },
      params: { list: [1, 2] },
      view: {},
      collapsed: false,
    };
    const opened = parseNotebook(shell({ cells: [cell] }), kinds).document.cells[0];
    expect(opened).toMatchObject({ version: 3, inputs: { table: 'x' }, params: { two: 1, count: 2 } });
    expect(() => parseNotebook(shell({ cells: [{ ...cell, params: {} }] }), kinds)).toThrow(
      'cells[0]: its odd parameters of version 2 cannot be brought to version 3: list is no list',
    );
  });
});

describe('serialiseNotebook', () => {
  it('does not depend on the order of keys', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, item]) => [key, reversed(item)]),
      );
    };
    const { document } = parseNotebook(frozenText('v1.outcrop.json'), sampleKinds);
    expect(serialiseNotebook(reversed(document) as NotebookDocument)).toBe(serialiseNotebook(document));
  });

  it('refuses what could not be opened again', () => {
    const rows = Array.from({ length: 1_000_000 }, (_, i) => 1e9 + i);
    const steps = Array.from({ length: 5 }, () => ({ mode: 'add', clause: { type: 'rows', rows } }) as const);
    const document = { ...createDocument('n-1'), selection: steps.map((step) => ({ ...step })) };
    expect(() => serialiseNotebook(document)).toThrow(/characters as text; expected at most 50000000/);
  });
});
