import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { EMBED_METHODS, type EmbedMethod } from '../src/core/embed/embedding.ts';
import type { Plane } from '../src/core/embed/plane.ts';
import type { Case } from './cases/case.ts';
import { PULL, populations, type Variant } from './cases/populations.ts';
import { embedHere } from './embed.ts';
import { type Python, readPlane, startPython, writeArray } from './peers/python.ts';
import { bestEps } from './score/best-eps.ts';

/**
 * The overlap gate by itself: best-eps adjusted Rand index of a method's planes over seeds, beside umap-learn's.
 * A case's seed also seeds the embedding. Planes of umap-learn are kept in .outcrop-cache/bench-planes.
 */
export async function gate(root: string, argv: string[]): Promise<void> {
  const { values } = parseArgs({
    args: argv,
    options: {
      case: { type: 'string', default: 'overlap' },
      rows: { type: 'string', default: '30000' },
      seeds: { type: 'string', default: '5' },
      method: { type: 'string', default: 'umap' },
      fresh: { type: 'boolean', default: false },
    },
  });
  const variant = values.case as Variant;
  if (!(variant in PULL))
    throw new Error(`--case ${values.case}; expected ${Object.keys(PULL).join(' or ')}`);
  const method = values.method as EmbedMethod | 'umap-learn';
  if (![...EMBED_METHODS, 'umap-learn'].includes(method))
    throw new Error(`--method ${method}; expected ${[...EMBED_METHODS, 'umap-learn'].join(', ')}`);
  const rows = Number(values.rows);
  const python = startPython(join(root, 'bench/peers/reference.py'));
  const ours: number[] = [];
  const theirs: number[] = [];
  try {
    for (let seed = 1; seed <= Number(values.seeds); seed++) {
      const data = populations(variant, rows, seed);
      if (method !== 'umap-learn') {
        const cpu = process.cpuUsage();
        const start = performance.now();
        const plane = await embedHere(data, method, seed);
        const wall = (performance.now() - start) / 1000;
        const { user } = process.cpuUsage(cpu);
        const figure = bestEps(plane, data.labels);
        ours.push(figure.ari);
        print(method, seed, figure, `${wall.toFixed(1)} s, user ${(user / 1e6).toFixed(1)} s`);
      }
      const peer = python && (await umapLearnPlane(root, python, data, seed, values.fresh));
      if (peer) {
        const figure = bestEps(peer.plane, data.labels);
        theirs.push(figure.ari);
        print('umap-learn', seed, figure, peer.seconds === null ? 'kept' : `${peer.seconds.toFixed(1)} s`);
      }
    }
  } finally {
    python?.close();
  }
  if (ours.length > 0) summarise(method, ours);
  if (theirs.length > 0) summarise('umap-learn', theirs);
}

async function umapLearnPlane(
  root: string,
  python: Python,
  data: Case,
  seed: number,
  fresh: boolean,
): Promise<{ plane: Plane; seconds: number | null } | null> {
  const folder = join(root, '.outcrop-cache/bench-planes');
  mkdirSync(folder, { recursive: true });
  const matrix = python.file('matrix');
  const kept = join(folder, `umap-learn-${data.name}-${seed}-${digest(data.matrix)}.f32`);
  if (existsSync(kept) && !fresh) return { plane: readPlane(kept), seconds: null };
  writeArray(matrix, data.matrix);
  const out = `${kept}.${process.pid}`;
  const answer = await python.ask({
    job: 'umap',
    matrix,
    rows: data.rows,
    columns: data.columns,
    neighbors: 15,
    minDist: 0.1,
    seed,
    out,
  });
  if (answer.missing) return null;
  if (answer.error) throw new Error(`umap-learn: ${answer.error}`);
  renameSync(out, kept);
  return { plane: readPlane(kept), seconds: answer.seconds ?? null };
}

/** FNV-1a of the bytes: a kept plane is of this very matrix. */
function digest(matrix: Float32Array): string {
  let hash = 0x811c9dc5;
  for (const byte of new Uint8Array(matrix.buffer)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16);
}

function print(
  method: string,
  seed: number,
  { ari, eps, clusters }: { ari: number; eps: number; clusters: number },
  note: string,
): void {
  console.log(
    `${method.padEnd(10)} seed ${seed}  ARI ${ari.toFixed(4)}  eps ${eps.toFixed(3)}  clusters ${clusters}  ${note}`,
  );
}

function summarise(method: string, figures: number[]): void {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
  console.log(`${method.padEnd(10)} median ${middle.toFixed(4)}  worst ${sorted[0].toFixed(4)}`);
}
