import type { Progress } from '../progress.ts';
import type { OrderedNeighbors } from '../space/nearest-neighbors.ts';
import type { Crew } from '../threads/crew.ts';
import type { EmbedParams } from './embedding.ts';

/** Coordinates in the plane, one a matrix row. */
export interface Plane {
  x: Float32Array;
  y: Float32Array;
}

/** A finished plane, and the neighbours of the matrix it was laid out from. */
export interface Embedded {
  plane: Plane;
  neighbors: OrderedNeighbors;
}

/** Called after epochs, not always each; `plane` copies the layout as it stands, in row order. */
export type OnEpoch = (epoch: number, epochs: number, plane: () => Plane) => void;

/**
 * An embedding method. The same matrix, params and seed give the same plane to the bit, whatever the crew. Reports the stages
 * knn, graph, start and layout in this order.
 * @param matrix row-major, rows x dims, finite, rows > n_neighbors.
 */
export type EmbedMatrix = (
  matrix: Float32Array,
  rows: number,
  dims: number,
  params: EmbedParams,
  crew: Crew,
  progress: Progress,
  onEpoch: OnEpoch,
) => Promise<Embedded>;
