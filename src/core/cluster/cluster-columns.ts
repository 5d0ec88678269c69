import type { PreparedMatrix } from '../embed/prepare.ts';
import type { Progress } from '../progress.ts';
import { clusterPoints } from './cluster-points.ts';
import type { ClusteringResult, ClusterParams } from './clustering.ts';
import { type CoreSquares, coreSquares } from './core-distances.ts';

/**
 * Clusters rows by their measured columns, see clusterPoints: the Euclidean distance in the matrix that a plane
 * is made from, where a unit is one scale of a column. @param tableRows rows of the table behind the matrix.
 */
export function clusterColumns(
  prepared: Pick<PreparedMatrix, 'matrix' | 'dims' | 'rows'>,
  tableRows: number,
  params: ClusterParams,
  progress: Progress,
  cores: CoreSquares = coreSquares,
): Omit<ClusteringResult, 'timings'> {
  const { matrix, dims, rows } = prepared;
  const points = { matrix, dims, rows: rows.length };
  return clusterPoints('columns', points, rows, tableRows, params, progress, cores);
}
