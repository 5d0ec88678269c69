/** The layer rules must see TypeScript and object to bad imports: a checker that sees nothing passes everything. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { root } from './root.mjs';

const place = mkdtempSync(join(tmpdir(), 'outcrop-layers-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const files = {
  'src/core/a.ts': "import type { B } from '../io/b.ts';\nexport type A = B;\n",
  'src/io/b.ts': 'export interface B { n: number }\n',
  'src/io/cycle.ts': "import { other } from './other.ts';\nexport const cycle = () => other;\n",
  'src/io/other.ts': "import { cycle } from './cycle.ts';\nexport const other = () => cycle;\n",
  'src/io/fs.ts': "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n",
  'src/plots/scatter/encode.ts': "import Plotly from 'plotly.js-basic-dist-min';\nexport const p = Plotly;\n",
  'src/plots/plotly-loader.ts': "import Plotly from 'plotly.js-basic-dist-min';\nexport const p = Plotly;\n",
  'src/core/stats/rank.ts': "import { UMAP } from 'umap-js';\nexport const u = UMAP;\n",
  'src/core/embed/umap-js.ts': "import { UMAP } from 'umap-js';\nexport const u = UMAP;\n",
  'src/core/cluster/fine.ts': 'export const fine = 1;\n',
  'src/engine/deep.ts': "import { work } from '../../workers/read/read.ts';\nexport const w = work;\n",
  'src/engine/fine.ts': "import type { Api } from '../../workers/read/api.ts';\nexport type A = Api;\n",
  'src/ui/Button.tsx': "import { useState } from 'react';\nexport const b = useState;\n",
  'src/cells/data/compute.ts': "import { b } from '../../ui/Button.tsx';\nexport const c = b;\n",
  'src/app/proxy.ts': "import { proxy } from 'comlink';\nexport const p = proxy;\n",
  'src/app/missing.ts': "export { nothing } from './not-there.ts';\n",
  'workers/read/read.ts': "import { c } from '../../src/cells/data/compute.ts';\nexport const work = c;\n",
  'workers/read/api.ts': 'export interface Api { n: number }\n',
  'cli/view.ts': "import { b } from '../src/ui/Button.tsx';\nexport const v = b;\n",
};

test('every kind of bad import is reported, and good ones are not', () => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), text);
  }
  for (const path of ['tools/layers.cjs', 'package.json', 'tsconfig.base.json'])
    cpSync(join(root, path), join(place, path));
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'));

  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = ['--config', 'tools/layers.cjs', '--output-type', 'json', 'src', 'workers', 'cli'];
  const run = spawnSync(process.execPath, [program, ...args], { cwd: place, encoding: 'utf8' });
  const found = JSON.parse(run.stdout).summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`);

  expect([...new Set(found)].sort()).toEqual(
    [
      'layer-core: src/core/a.ts',
      'layer-engine: src/engine/deep.ts',
      'layer-cli: cli/view.ts',
      'no-cycle: src/io/cycle.ts',
      'no-react-without-page: cli/view.ts',
      'no-react-without-page: workers/read/read.ts',
      'node-only-in-node: src/io/fs.ts',
      'owner-comlink: src/app/proxy.ts',
      'owner-plotlyjs-basic-dist-min: src/plots/scatter/encode.ts',
      'owner-umap-js: src/core/stats/rank.ts',
      'resolves: src/app/missing.ts',
    ].sort(),
  );
});
