import { EMBED_METHODS, type EmbedParams, METRICS, NEIGHBOR_SEARCHES } from '../../core/embed/embedding.ts';
import { z } from '../../notebook/zod.ts';

export const embedCellParams = z.lazy(() =>
  z.object({
    method: z.enum(EMBED_METHODS),
    scaling: z.enum(['robust', 'standard', 'none']),
    missing: z.enum(['impute', 'exclude']),
    metric: z.enum(METRICS),
    nNeighbors: z.int().min(2).max(500).nullable(),
    neighborSearch: z.enum(NEIGHBOR_SEARCHES).default('auto'),
    minDist: z.number().min(0).max(3),
    spread: z.number().positive().max(10),
    negativeSamples: z.int().min(1).max(50).default(5),
    setOpMix: z.number().min(0).max(1).default(1),
    localConnectivity: z.number().min(0).max(500).default(1),
    epochs: z.int().min(1).max(10_000).nullable(),
    init: z.enum(['spectral', 'pca', 'random']),
    sample: z.int().min(3).max(1_000_000_000).nullable().default(null),
    seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
  }),
);

/** As EmbedParams; null where the default goes by the number of rows. */
export type EmbedCellParams = Omit<EmbedParams, 'nNeighbors'> & { nNeighbors: number | null };
