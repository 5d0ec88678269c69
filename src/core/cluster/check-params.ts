import { Problem } from '../problem.ts';
import { CLUSTER_METHODS, CLUSTER_SELECTIONS, CLUSTER_SPACES, type ClusterParams } from './clustering.ts';

/** Throws a Problem that names the first parameter out of its range. */
export function expectClusterParams({
  method,
  space = 'plane',
  eps,
  minSamples,
  minClusterSize = null,
  selection = 'eom',
  selectionEpsilon = 0,
}: ClusterParams): void {
  expectOneOf('method', method, CLUSTER_METHODS);
  expectOneOf('space', space, CLUSTER_SPACES);
  expectOneOf('cluster_selection_method', selection, CLUSTER_SELECTIONS);
  if (!(selectionEpsilon >= 0 && selectionEpsilon < Number.POSITIVE_INFINITY)) {
    throw new Problem(
      'bad-parameter',
      `invalid cluster_selection_epsilon: ${selectionEpsilon}; expected a number >= 0`,
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

function expectOneOf(name: string, value: string, choices: readonly string[]): void {
  if (choices.includes(value)) return;
  throw new Problem('bad-parameter', `invalid ${name}: ${value}; expected one of ${choices.join(', ')}`);
}
