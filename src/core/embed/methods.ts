import type { EmbedMethod } from './embedding.ts';
import type { EmbedMatrix } from './plane.ts';
import { embedUmap } from './umap/umap.ts';
import { embedUmapJs } from './umap-js.ts';

export const EMBEDDERS: Record<EmbedMethod, EmbedMatrix> = { umap: embedUmap, 'umap-js': embedUmapJs };
