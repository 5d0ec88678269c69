import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startServer } from '../tools/serve.mjs';
import { type Machine, machineOf, sourceOf } from './machine.ts';
import { bringAtlas } from './peers/embedding-atlas.ts';
import { startPython } from './peers/python.ts';
import { startBrowser } from './places/chromium.ts';
import { startNode } from './places/node.ts';
import { printRow, printSummary } from './print.ts';
import { keepRow, type RowResult } from './results.ts';
import { ROWS } from './rows/registry.ts';
import { createStage } from './stage.ts';

const USAGE = `npm run bench -- [--quick] [--only NAME[,NAME]] [--fresh]

Measures what ENGINE owes: ours beside umap-js and density-clustering in the same headless Chromium, and beside
umap-learn, pynndescent and scikit-learn where /usr/bin/python3 (or OUTCROP_PYTHON) has them. Each row is kept in
bench/results.json as soon as it is measured, other rows stay.
  --quick   smaller cases, about two minutes; their ratios are shown, not judged
  --only    these rows: ${ROWS.map(({ name }) => name).join(', ')}
  --without these peers, such as umap-js, which takes eight minutes for 100,000 rows
  --fresh   makes anew what is kept: umap-learn's planes of the overlap row, the simulated file of the million`;

/** @returns the exit code: 1 where something owed is missed or a row failed. */
export async function main(
  root: string,
  worker: URL,
  build: { page(): Promise<string>; app(): Promise<string> },
  argv: string[],
): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      fresh: { type: 'boolean', default: false },
      without: { type: 'string', default: '' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const names = values.only?.split(',') ?? ROWS.map(({ name }) => name);
  const unknown = names.find((name) => !ROWS.some((row) => row.name === name));
  if (unknown)
    throw new Error(`--only ${unknown}; expected one of ${ROWS.map(({ name }) => name).join(', ')}`);

  const folder = await build.page();
  // embedding-atlas fetches its WebAssembly from a data: address, which the app's policy forbids.
  const server = await startServer({ root: folder, port: 0, csp: false });
  const node = startNode(worker, join(folder, 'cases'));
  const python = startPython(join(root, 'bench/peers/reference.py'));
  const browser = await startBrowser(server, build.app);
  const atlas = browser ? bringAtlas(root, folder) : null;
  const { quick, fresh } = values;
  const stage = createStage(
    { quick, fresh, without: values.without.split(','), root, node: node.place, browser, python, atlas },
    folder,
  );
  const results: RowResult[] = [];
  let failed = 0;
  try {
    const machine: Machine = await machineOf(browser?.version ?? null, python, atlas);
    const source = sourceOf(root);
    console.log(
      `${machine.cpu}, ${machine.cores} cores; Node ${machine.node}; Chromium ${machine.chromium ?? 'none'}`,
    );
    console.log(
      `python ${JSON.stringify(machine.python)}; commit ${source.commit}${source.changed ? ' and changes' : ''}`,
    );
    for (const row of ROWS.filter(({ name }) => names.includes(name))) {
      console.error(`  ${row.name}: ${row.title}`);
      try {
        const lines = await row.run(stage);
        const result: RowResult = {
          name: row.name,
          title: row.title,
          quick,
          ...source,
          date: new Date().toISOString(),
          machine,
          lines,
        };
        printRow(result);
        keepRow(root, result);
        results.push(result);
      } catch (error) {
        failed++;
        console.error(`  ${row.name} failed: ${error instanceof Error ? error.stack : error}`);
      }
    }
  } finally {
    await stage.close();
    node.close();
    await server.close();
  }
  const missed = printSummary(results, failed);
  return missed + failed === 0 ? 0 : 1;
}
