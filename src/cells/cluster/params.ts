import { CLUSTER_METHODS } from '../../core/cluster/clustering.ts';
import { z } from '../../notebook/zod.ts';

export const clusterCellParams = z.object({
  method: z.enum(CLUSTER_METHODS),
  /** In units of the plane; null takes the knee. */
  eps: z.number().positive().max(1e6).nullable(),
  minSamples: z.int().min(1).max(100_000).nullable(),
  /** Of hdbscan only; null goes by the number of rows, as in notebooks older than it. */
  minClusterSize: z.int().min(2).max(1_000_000).nullable().default(null),
});
