import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Plane } from '../../src/core/embed/plane.ts';
import type { Case } from '../cases/case.ts';
import type { Stage } from '../stage.ts';
import { readPlane } from './python.ts';

export interface TimedPlane {
  plane: Plane;
  seconds: number;
}

/** umap-learn with a seed, which makes it run on one thread; null where it is not there. */
export async function umapLearn(stage: Stage, data: Case, seed: number): Promise<TimedPlane | null> {
  if (!stage.python) return null;
  const out = stage.python.file('plane');
  const answer = await stage.ask('umap', data, { neighbors: 15, minDist: 0.1, seed, out });
  return answer && { plane: readPlane(out), seconds: answer.seconds! };
}

/** Its plane alone, kept from bench to bench in .outcrop-cache/bench-planes. */
export async function keptPlane(stage: Stage, data: Case, seed: number): Promise<Plane | null> {
  const folder = join(stage.root, '.outcrop-cache/bench-planes');
  mkdirSync(folder, { recursive: true });
  const kept = join(folder, `umap-learn-${data.name}-${seed}-${digest(data.matrix)}.f32`);
  if (existsSync(kept) && !stage.fresh) return readPlane(kept);
  const out = `${kept}.${process.pid}`;
  if (!(await stage.ask('umap', data, { neighbors: 15, minDist: 0.1, seed, out }))) return null;
  renameSync(out, kept);
  return readPlane(kept);
}

/** FNV-1a of the bytes: a kept plane is of this very matrix. */
function digest(matrix: Float32Array): string {
  let hash = 0x811c9dc5;
  for (const byte of new Uint8Array(matrix.buffer)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16);
}
