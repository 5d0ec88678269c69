import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Plane } from '../src/core/embed/plane.ts';
import { populations, VARIANTS, type Variant } from './cases/populations.ts';
import { samplesOf } from './measure/samples.ts';
import { startPython } from './peers/python.ts';
import { keptPlane } from './peers/umap-learn.ts';
import { startNode } from './places/node.ts';
import { unpackFloats } from './places/packed.ts';
import { bestEps } from './score/best-eps.ts';
import { createStage } from './stage.ts';

const METHODS = ['umap', 'umap-js', 'umap-learn'];

/**
 * The overlap gate by itself, for work on a layout: best-eps adjusted Rand index of a method's planes over seeds,
 * in Node, beside umap-learn's. A case's seed also seeds the embedding.
 */
export async function gate(root: string, entry: URL, argv: string[]): Promise<void> {
  const { values } = parseArgs({
    args: argv,
    options: {
      case: { type: 'string', default: 'overlap' },
      rows: { type: 'string', default: '30000' },
      seeds: { type: 'string', default: '5' },
      method: { type: 'string', default: 'umap' },
      threads: { type: 'string' },
      fresh: { type: 'boolean', default: false },
    },
  });
  const variant = values.case as Variant;
  if (!(variant in VARIANTS))
    throw new Error(`--case ${values.case}; expected ${Object.keys(VARIANTS).join(' or ')}`);
  const { method } = values;
  if (!METHODS.includes(method)) throw new Error(`--method ${method}; expected ${METHODS.join(', ')}`);
  const threads = values.threads === undefined ? undefined : Number(values.threads);
  const folder = mkdtempSync(join(tmpdir(), 'outcrop-gate-'));
  const node = startNode(entry, join(folder, 'cases'), threads);
  const python = startPython(join(root, 'bench/peers/reference.py'));
  const parts = {
    quick: false,
    fresh: values.fresh,
    without: [],
    root,
    node: node.place,
    browser: null,
    python,
    atlas: null,
  };
  const stage = createStage(parts, folder);
  const figures: Record<string, number[]> = { [method]: [], 'umap-learn': [] };
  const score = (name: string, plane: Plane, labels: Int32Array, seed: number, note: string): void => {
    const { ari, eps, clusters } = bestEps(plane, labels);
    figures[name].push(ari);
    console.log(
      `${name.padEnd(10)} seed ${seed}  ARI ${ari.toFixed(4)}  eps ${eps.toFixed(3)}  clusters ${clusters}  ${note}`,
    );
  };
  try {
    for (let seed = 1; seed <= Number(values.seeds); seed++) {
      const data = populations(variant, Number(values.rows), seed);
      const ref = stage.put(data);
      if (method !== 'umap-learn') {
        const cpu = process.cpuUsage();
        const run =
          method === 'umap' ? await node.place.embed(ref, seed, null) : await node.place.umapJs(ref, seed);
        const user = process.cpuUsage(cpu).user / 1e6;
        const plane = { x: unpackFloats(run.x), y: unpackFloats(run.y) };
        score(method, plane, data.labels, seed, `${run.seconds.toFixed(1)} s, user ${user.toFixed(1)} s`);
      }
      const plane = await keptPlane(stage, data, seed);
      if (plane) score('umap-learn', plane, data.labels, seed, '');
    }
    for (const [name, values] of Object.entries(figures)) {
      if (values.length === 0) continue;
      const { median, least } = samplesOf(values);
      console.log(`${name.padEnd(10)} median ${median.toFixed(4)}  worst ${least.toFixed(4)}`);
    }
  } finally {
    await stage.close();
    node.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
