import { Problem } from '../problem.ts';
import { EMBED_METHODS, type EmbedParams, METRICS, NEIGHBOR_SEARCHES } from './embedding.ts';

function expectWhole(name: string, value: number, low: number): void {
  if (!Number.isInteger(value) || value < low) {
    throw new Problem('bad-parameter', `invalid ${name}: ${value}; expected a whole number >= ${low}`);
  }
}

function expectWithin(name: string, value: number, low: number, high: number): void {
  if (!(value >= low && value <= high)) {
    throw new Problem('bad-parameter', `invalid ${name}: ${value}; expected a number from ${low} to ${high}`);
  }
}

function expectOneOf(name: string, value: string, known: readonly string[]): void {
  if (!known.includes(value)) {
    throw new Problem('bad-parameter', `invalid ${name}: ${value}; expected one of ${known.join(', ')}`);
  }
}

/** Throws a Problem that names the first parameter out of its range. */
export function checkEmbedParams(params: EmbedParams): void {
  expectOneOf('method', params.method, EMBED_METHODS);
  expectOneOf('metric', params.metric, METRICS);
  expectOneOf('neighbor search', params.neighborSearch, NEIGHBOR_SEARCHES);
  expectOneOf('init', params.init, ['spectral', 'pca', 'random']);
  expectOneOf('scaling', params.scaling, ['robust', 'standard', 'none']);
  expectOneOf('missing', params.missing, ['impute', 'exclude']);
  expectWhole('n_neighbors', params.nNeighbors, 2);
  if (params.nNeighbors < params.localConnectivity) {
    throw new Problem(
      'bad-parameter',
      `invalid local_connectivity: ${params.localConnectivity}; expected at most n_neighbors (${params.nNeighbors})`,
    );
  }
  expectWithin('local_connectivity', params.localConnectivity, 0, 500);
  expectWithin('set_op_mix_ratio', params.setOpMix, 0, 1);
  expectWithin('negative_sample_rate', params.negativeSamples, 1, 50);
  expectWhole('negative_sample_rate', params.negativeSamples, 1);
  if (params.epochs !== null) expectWhole('epochs', params.epochs, 1);
  if (params.sample !== null) expectWhole('sample', params.sample, params.nNeighbors + 1);
  if (!Number.isFinite(params.seed)) {
    throw new Problem('bad-parameter', `invalid seed: ${params.seed}; expected a number`);
  }
  if (!(params.spread > 0 && params.spread < Number.POSITIVE_INFINITY)) {
    throw new Problem('bad-parameter', `invalid spread: ${params.spread}; expected a number > 0`);
  }
  if (!(params.minDist >= 0 && params.minDist <= params.spread)) {
    throw new Problem(
      'bad-parameter',
      `invalid min_dist: ${params.minDist}; expected a number from 0 to spread (${params.spread})`,
    );
  }
}
