import { CLUSTER_METHODS, CLUSTER_SELECTIONS, CLUSTER_SPACES } from '../../core/cluster/clustering.ts';
import { z } from '../../notebook/zod.ts';

/** What older notebooks lack has the value that they were computed with. */
export const clusterCellParams = z.lazy(() =>
  z.object({
    method: z.enum(CLUSTER_METHODS),
    space: z.enum(CLUSTER_SPACES).default('plane'),
    /** In units of the space; null takes the knee. */
    eps: z.number().positive().max(1e6).nullable(),
    minSamples: z.int().min(1).max(100_000).nullable(),
    /** Of hdbscan only; null goes by the number of rows. */
    minClusterSize: z.int().min(2).max(1_000_000).nullable().default(null),
    selection: z.enum(CLUSTER_SELECTIONS).default('eom'),
    selectionEpsilon: z.number().min(0).max(1e6).default(0),
  }),
);
