import { Problem } from '../problem.ts';
import { CLUSTER_METHODS, type ClusterParams } from './clustering.ts';

/** Throws a Problem that names the first parameter out of its range. */
export function expectClusterParams({ method, eps, minSamples, minClusterSize = null }: ClusterParams): void {
  if (!CLUSTER_METHODS.includes(method)) {
    throw new Problem(
      'bad-parameter',
      `invalid method: ${method}; expected one of ${CLUSTER_METHODS.join(', ')}`,
    );
  }
  if (eps !== null && !(eps > 0 && eps < Number.POSITIVE_INFINITY)) {
    throw new Problem('bad-parameter', `invalid eps: ${eps}; expected a number > 0`);
  }
  if (minSamples !== null && (!Number.isInteger(minSamples) || minSamples < 1)) {
    throw new Problem('bad-parameter', `invalid min_samples: ${minSamples}; expected a whole number >= 1`);
  }
  if (minClusterSize !== null && (!Number.isInteger(minClusterSize) || minClusterSize < 2)) {
    throw new Problem(
      'bad-parameter',
      `invalid min_cluster_size: ${minClusterSize}; expected a whole number >= 2`,
    );
  }
}
