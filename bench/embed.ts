import { defaultEmbedParams } from '../src/core/embed/defaults.ts';
import type { EmbedMethod, EmbedParams } from '../src/core/embed/embedding.ts';
import { EMBEDDERS } from '../src/core/embed/methods.ts';
import type { Plane } from '../src/core/embed/plane.ts';
import { unwatched } from '../src/core/progress.ts';
import type { Case } from './cases/case.ts';

/** The parameters of every embedding here, ours and others': umap-learn's defaults. */
export function embedParams(rows: number, method: EmbedMethod, seed: number): EmbedParams {
  return { ...defaultEmbedParams(rows), method, nNeighbors: 15, minDist: 0.1, seed };
}

/** The plane of a case by a method of the app, in this thread. */
export async function embedHere(data: Case, method: EmbedMethod, seed: number): Promise<Plane> {
  const { matrix, rows, columns } = data;
  const params = embedParams(rows, method, seed);
  const { plane } = await EMBEDDERS[method](matrix, rows, columns, params, unwatched, () => undefined);
  return plane;
}
