import type { ClusteringResult, ClusterParams } from '../../core/cluster/clustering.ts';
import type { CellDocument } from '../../notebook/document.ts';
import { type ExportSource, freshResult } from '../export-source.ts';
import { py } from './literal.ts';

/** DBSCAN or HDBSCAN of scikit-learn. */
export function clusterBlock(source: ExportSource, cell: CellDocument): string {
  const params = cell.params as unknown as ClusterParams;
  const { embed } = cell.inputs;
  if (embed === undefined) return '# It reads no plane.';
  const id = py(cell.id);
  const lines =
    params.space === 'columns'
      ? [`points, rows = matrices[${py(embed)}]`]
      : [
          `plane = tables[${py(embed)}].to_numpy()`,
          'rows = np.flatnonzero(np.isfinite(plane).all(axis=1))',
          'points = plane[rows]',
        ];
  lines.push(
    `min_samples = ${params.minSamples === null ? 'default_min_samples(len(points))' : py(params.minSamples)}`,
    ...(params.method === 'hdbscan' ? hdbscanLines(params) : dbscanLines(source, cell, params)),
    `tables[${id}] = pd.DataFrame({"cluster": by_size(found, rows, len(tables[${py(embed)}]))})`,
    `print(tables[${id}]["cluster"].value_counts().head(12))`,
  );
  return lines.join('\n');
}

function dbscanLines(source: ExportSource, cell: CellDocument, params: ClusterParams): string[] {
  return [
    ...epsLines(source, cell, params),
    'found = DBSCAN(eps=eps, min_samples=min_samples).fit_predict(points)',
  ];
}

/** Distances in the columns are the same everywhere; those in a plane mean nothing outside it. */
function epsLines(source: ExportSource, cell: CellDocument, { eps, space }: ClusterParams): string[] {
  if (eps === null) return ['eps = knee_eps(k_distances(points, min_samples))'];
  if (space === 'columns') return [`eps = ${py(eps)}`];
  const median = medianDistance(freshResult<ClusteringResult>(source, cell.id));
  if (median === null) {
    return [
      `# eps was ${py(eps)} in Outcrop's plane. This plane has another scale, and the clustering has no result to`,
      '# translate it by: so eps is taken at the knee here.',
      'eps = knee_eps(k_distances(points, min_samples))',
    ];
  }
  return [
    `# eps was ${py(eps)} in Outcrop's plane, where the median k-distance is ${py(Number(median.toPrecision(6)))}. This plane has another`,
    '# scale: the same multiple of its own median k-distance is taken.',
    `eps = ${py(Number((eps / median).toPrecision(8)))} * np.median(k_distances(points, min_samples))`,
  ];
}

function medianDistance(result: ClusteringResult | undefined): number | null {
  if (!result) return null;
  const { share, distance } = result.curve;
  const at = share.findIndex((one) => one >= 0.5);
  return at >= 0 && distance[at] > 0 ? distance[at] : null;
}

function hdbscanLines(params: ClusterParams): string[] {
  const { minClusterSize = null, selection = 'eom', selectionEpsilon = 0 } = params;
  const size = minClusterSize === null ? 'default_min_cluster_size(len(points))' : py(minClusterSize);
  return [
    `found = hdbscan_class()(min_cluster_size=${size}, min_samples=min_samples,`,
    `                        cluster_selection_method=${py(selection)},`,
    `                        cluster_selection_epsilon=${py(selectionEpsilon)}).fit_predict(points)`,
  ];
}
