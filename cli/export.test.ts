import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adjustedRand } from '../src/core/stats/adjusted-rand.ts';
import type { ReportContent } from '../src/export/viewer/report-data.ts';
import { unpack } from '../src/export/viewer/unpack.ts';
import { PYTHON, pythonHas } from '../tools/python.mjs';

/** A headless run with every export, in a folder of its own; and what Python makes of it, where it can. */
const place = mkdtempSync(join(tmpdir(), 'outcrop-export-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const hasPackages = pythonHas('pandas', 'umap', 'sklearn');
if (!hasPackages) console.warn(`skipped: ${PYTHON} has no pandas, umap-learn and scikit-learn`);

/** Text that must stay text wherever it goes. */
const HOSTILE = '"""\n\'); import os #\\ \u2028</script><script>alert(1)</script><!-- {{}} 💥 \\N{BULLET} %s';

function outcrop(...args: string[]): { code: number | null; err: string } {
  const run = spawnSync(process.execPath, [resolve('cli/outcrop.mjs'), ...args], {
    cwd: place,
    encoding: 'utf8',
  });
  return { code: run.status, err: run.stderr };
}

const read = (name: string): string => readFileSync(join(place, name), 'utf8');

function labelsOf(name: string, column = 3): Int32Array {
  return Int32Array.from(read(name).trimEnd().split('\n').slice(1), (line) =>
    Number(line.split(',')[column]),
  );
}

beforeAll(() => {
  expect(outcrop('simulate', '--events', '800', '--seed', '7', '--out', 'run.csv').code).toBe(0);
  const cell = (id: string, kind: string, inputs: object, params: object, title = kind) => ({
    ...{ id, kind, version: 1, title, inputs, params, view: {}, collapsed: false },
  });
  const source = { type: 'file', key: 'k', name: 'run.csv', size: statSync(join(place, 'run.csv')).size };
  const embed = { method: 'umap', scaling: 'robust', missing: 'impute', metric: 'euclidean', nNeighbors: 15 };
  const layout = { minDist: 0, spread: 1, epochs: 200, init: 'spectral', seed: 1 };
  const derived = {
    name: 'log s2/s1',
    expression: 'log10(s2c_area_phd / s1c_area_phd)',
    unit: '',
    feature: null,
  };
  const steps = [
    { mode: 'replace', clause: { type: 'labels', column: 'cluster:cluster', labels: [1] } },
    { mode: 'intersect', clause: { type: 'range', column: 'derive:log s2/s1', low: 0, high: null } },
  ];
  const cut = (id: string, expression: string, sense: string, on = true) => ({
    ...{ id, name: on ? HOSTILE : 'off', expression, sense, on, tuned: null },
  });
  const cuts = [
    cut('a', 's2_tba > 0.5 || ismissing(s1_tba)', 'remove'),
    cut('b', '`log s2/s1` > 1.2', 'keep'),
    cut('c', 's1_tba < 0', 'remove', false),
  ];
  const high = [{ ...steps[1], mode: 'replace' }];
  const passing = { type: 'labels', column: 'cut:cuts', labels: [1] };
  const notebook = {
    format: 'outcrop-notebook',
    version: 2,
    id: 'n-export',
    title: `hunt ${HOSTILE}`,
    cells: [
      cell(
        'note',
        'note',
        {},
        { text: `# Hello\n\n${HOSTILE}\n\n[x](javascript:alert(1)) ![y](http://x/y.png)` },
      ),
      cell('data', 'data', {}, { source, delimiter: null, header: null, overrides: {} }, HOSTILE),
      cell('derive', 'derive', { data: 'data' }, { columns: [derived] }),
      cell('embed', 'embed', { data: 'derive' }, { ...embed, ...layout }),
      cell('cluster', 'cluster', { embed: 'embed' }, { method: 'dbscan', eps: 0.7, minSamples: 8 }),
      cell('plot', 'plot', { from: 'cluster', cuts: 'cut' }, { plots: null }),
      cell(
        'explain',
        'explain',
        { data: 'data', plane: 'embed', clusters: 'cluster', cuts: 'cut' },
        { of: { name: HOSTILE, steps }, against: null },
      ),
      cell(
        'cut',
        'cut',
        { data: 'derive' },
        { cuts, samples: [{ role: 'signal', name: HOSTILE, steps: high }] },
      ),
      cell('hologram', 'hologram', {}, { any: HOSTILE }),
    ],
    selection: steps,
    selections: [
      { id: 'odd', name: HOSTILE, steps },
      { id: 'kept', name: 'kept', steps: [{ ...high[0], among: passing }] },
    ],
  };
  writeFileSync(join(place, 'n.outcrop.json'), JSON.stringify(notebook));
  const run = outcrop('run', 'n.outcrop.json', '--out', 'out', '--export', 'py,ipynb,md');
  expect(run).toEqual({ code: 0, err: '' });
}, 240_000);

test('the Jupyter notebook holds the cells of the script, in the form of nbformat 4.5', () => {
  const notebook = JSON.parse(read('out/notebook.ipynb'));
  expect(Object.keys(notebook).sort()).toEqual(['cells', 'metadata', 'nbformat', 'nbformat_minor']);
  expect([notebook.nbformat, notebook.nbformat_minor]).toEqual([4, 5]);
  const ids = new Set<string>();
  const script = read('out/notebook.py');
  for (const cell of notebook.cells) {
    const code = cell.cell_type === 'code';
    expect(Object.keys(cell).sort()).toEqual(
      (code
        ? ['cell_type', 'execution_count', 'id', 'metadata', 'outputs', 'source']
        : ['cell_type', 'id', 'metadata', 'source']
      ).sort(),
    );
    expect(cell.id).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
    ids.add(cell.id);
    expect(cell.source.every((line: unknown) => typeof line === 'string')).toBe(true);
    if (code) expect(script).toContain(`# %%\n${cell.source.join('')}`);
  }
  expect(ids.size).toBe(notebook.cells.length);
});

test('report and Markdown: no text of the notebook becomes markup', () => {
  const page = read('out/report.html');
  expect(page.length).toBeLessThan(1_000_000);
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(page.match(/<\/script>/g)).toHaveLength(2);
  expect(page).not.toContain('<!--');
  expect(page).not.toMatch(/ (src|href)="(?!#|https?:|mailto:)/);
  expect(page).not.toMatch(/<(img|link|iframe|object)/);
  expect(page).toMatch(/script-src &#39;sha256-[\w+/]{43}=&#39;/);
  // Figures of what passes cuts show no other events.
  const kept = Number(/(\d+) of 800 events kept/.exec(page)?.[1]);
  expect(page).toContain(`${800 - kept} removed by the cuts: not drawn`);
  const [, content] = /id="report-data">(.*)<\/script>\n<script>/s.exec(page) ?? [];
  const [{ figures: shown, columns }] = (JSON.parse(content) as ReportContent).sets;
  const places = shown.flatMap(({ points }) => (points ? [[points.x, points.y]] : []));
  expect(places.length).toBeGreaterThan(2);
  for (const axes of places) {
    const [x, y] = axes.map((at) => unpack(columns[at]));
    const drawn = x.filter((_, row) => Number.isFinite(x[row] + y[row])).length;
    expect(drawn).toBeGreaterThan(0.9 * kept);
    expect(drawn).toBeLessThanOrEqual(kept);
  }
  const markdown = read('out/notebook.md');
  expect(markdown).not.toMatch(/<script|<!--/);
  expect(markdown).toContain('## Provenance');
  const figures = [...markdown.matchAll(/^!\[.+\]\((figures\/[\w-]+\.svg)\)$/gm)];
  expect(figures.length).toBeGreaterThan(0);
  for (const [, path] of figures) {
    const svg = read(`out/${path}`);
    expect(svg).toMatch(/^<svg .*<\/svg>\n$/s);
    expect(svg).not.toMatch(/<script|<!--/);
  }
});

const SUMMARY = /agreement with the labels of Outcrop: ARI ([\d.]+)/;

test.skipIf(!hasPackages)(
  'the script finds our clusters in our plane, and again in the plane of umap-learn',
  () => {
    writeFileSync(join(place, 'out/run.csv'), read('run.csv'));
    const { stdout } = python('out');
    const [ours, theirs] = [labelsOf('out/labels.csv'), labelsOf('out/labels-from-python.csv')];
    expect(theirs.length).toBe(800);
    expect(adjustedRand(ours, theirs)).toBe(1);
    expect(Number(SUMMARY.exec(stdout)?.[1])).toBe(1);
    expect(adjustedRand(ours, labelsOf('out/labels-from-python.csv', 4))).toBeGreaterThanOrEqual(0.9);
    // The mask of the named selection, printed with its name: cluster 1 above a limit of the derived column.
    expect(stdout).toMatch(/💥.* \d+ events/);
    // The cuts as masks: the script asserts that as many events pass as here, which the report has.
    const kept = /(\d+) of 800 events kept/.exec(read('out/report.html'))?.[1];
    expect(Number(kept)).toBeGreaterThan(100);
    expect(/^(\d+) of 800 events pass$/m.exec(stdout)?.[1]).toBe(kept);
    expect(stdout).toMatch(/^kept \d+ events$/m);
  },
  240_000,
);

test.skipIf(!hasPackages)(
  'also at the default eps of another detector, where no two planes agree',
  () => {
    const simulated = ['--preset', 'lux', '--events', '1500', '--seed', '2', '--out', 'lux.csv'];
    expect(outcrop('simulate', ...simulated).code).toBe(0);
    const notebook = read('n.outcrop.json').replace(
      '"eps":0.7,"minSamples":8',
      '"eps":null,"minSamples":null',
    );
    expect(notebook).toContain('"eps":null');
    // And the plane of what passes cuts that stand further down.
    const masked = notebook.replace(
      '"kind":"embed","version":1,"title":"embed","inputs":{"data":"derive"',
      '$&,"cuts":"cut"',
    );
    expect(masked).toContain('"cuts":"cut"},"params":{"method"');
    writeFileSync(join(place, 'lux.outcrop.json'), masked);
    const args = ['--data', 'lux.csv', '--out', 'lux', '--export', 'py'];
    expect(outcrop('run', 'lux.outcrop.json', ...args)).toEqual({ code: 0, err: '' });
    writeFileSync(join(place, 'lux/lux.csv'), read('lux.csv'));
    writeFileSync(
      join(place, 'lux/notebook.py'),
      read('lux/notebook.py').replace('ASK_UMAP_LEARN = True', 'ASK_UMAP_LEARN = False'),
    );
    expect(Number(SUMMARY.exec(python('lux').stdout)?.[1])).toBeGreaterThanOrEqual(0.9999);
    const [ours, theirs] = [labelsOf('lux/labels.csv'), labelsOf('lux/labels-from-python.csv')];
    expect(new Set(ours).size).toBeGreaterThan(3);
    expect(adjustedRand(ours, theirs)).toBeGreaterThanOrEqual(0.9999);
  },
  240_000,
);

function python(folder: string): { stdout: string } {
  const run = spawnSync(PYTHON, ['-W', 'ignore', 'notebook.py'], {
    cwd: join(place, folder),
    encoding: 'utf8',
    env: { ...process.env, MPLBACKEND: 'Agg' },
  });
  expect(run.stderr).not.toContain('Traceback');
  expect(run.status).toBe(0);
  return run;
}
