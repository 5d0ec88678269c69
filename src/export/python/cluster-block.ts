import type { EmbedCellParams } from '../../cells/embed/params.ts';
import type { ClusteringResult, ClusterParams } from '../../core/cluster/clustering.ts';
import { type CellDocument, cellWithId } from '../../notebook/document.ts';
import { type ExportSource, freshResult } from '../export-source.ts';
import { passingOf } from './cut-block.ts';
import { py } from './literal.ts';
import { hasPlane, labelLines } from './plane-block.ts';

/** DBSCAN or HDBSCAN of scikit-learn; where the plane is Outcrop's own, once more in that of umap-learn. */
export function clusterBlock(source: ExportSource, cell: CellDocument): string {
  const params = cell.params as unknown as ClusterParams;
  const { embed } = cell.inputs;
  if (embed === undefined) return '# It reads no plane.';
  const id = py(cell.id);
  const inPlane = params.space !== 'columns';
  const within = passingOf(cell);
  const masked = within === null ? '' : `, ${within}`;
  const isOurs = hasPlane(source, embed);
  const known = labelLines(source, cell);
  const dbscan = params.method !== 'hdbscan';
  const lines = [
    inPlane
      ? `points, rows = placed(tables[${py(embed)}].to_numpy()${masked})`
      : within === null
        ? `points, rows = matrices[${py(embed)}]`
        : preparedAgain(source, cell, embed),
    `min_samples = ${params.minSamples === null ? 'default_min_samples(len(points))' : py(params.minSamples)}`,
    ...(dbscan ? epsLines(source, cell, params, isOurs) : []),
    `find = ${dbscan ? 'lambda points, eps: DBSCAN(eps=eps, min_samples=min_samples).fit_predict(points)' : hdbscan(params)}`,
    `labels = by_size(find(points, ${dbscan ? 'eps' : 'None'}), rows, len(tables[${py(embed)}]))`,
    `tables[${id}] = pd.DataFrame({"cluster": labels})`,
    `print(tables[${id}]["cluster"].value_counts().head(12))`,
    ...(known ?? []),
  ];
  if (!inPlane || !isOurs) return lines.join('\n');
  lines.push(
    '',
    '# The same once more in the plane that umap-learn draws: which clusters are there again? Distances differ between',
    '# planes; eps is taken where as many events as here have their min_samples neighbours within it.',
    'if ASK_UMAP_LEARN:',
    `    others, rows = placed(plane_of_umap_learn(${py(embed)}).to_numpy()${masked})`,
  );
  if (dbscan) {
    lines.push(
      '    share = np.mean(k_distances(points, min_samples) <= eps)',
      '    other_eps = max(1e-6, np.quantile(k_distances(others, min_samples), share))',
      '    print(f"eps {eps:.6g} here, {other_eps:.6g} in the plane of umap-learn")',
    );
  }
  lines.push(
    `    other = by_size(find(others, ${dbscan ? 'other_eps' : 'None'}), rows, len(labels))`,
    `    tables[${id}]["umap-learn"] = other`,
    '    print("agreement of the two planes: ARI", f"{agreement(labels, other):.4f}")',
    '    print(found_again(labels, other))',
  );
  return lines.join('\n');
}

/** The columns of what passes the cuts of both cells, scaled by these rows alone. */
function preparedAgain(source: ExportSource, cell: CellDocument, embed: string): string {
  const plane = cellWithId(source.document, embed);
  const data = py(plane.inputs.data ?? '');
  const { scaling, missing } = plane.params as unknown as EmbedCellParams;
  return `points, rows = prepare(readable[${data}], features[${data}], scaling=${py(scaling)}, missing=${py(missing)}, within=${passingOf(cell, plane)})`;
}

/** A chosen eps, or that which Outcrop found at the knee; those of another plane mean nothing in this one. */
function epsLines(
  source: ExportSource,
  cell: CellDocument,
  { eps, space }: ClusterParams,
  isOurs: boolean,
): string[] {
  const result = freshResult<ClusteringResult>(source, cell.id);
  if (isOurs || space === 'columns') {
    if (eps !== null) return [`eps = ${py(eps)}`];
    if (result) return [`eps = ${py(result.eps)}  # at the knee of the k-distances, as Outcrop found it`];
  }
  const at = eps === null || !result ? -1 : result.curve.distance.findIndex((distance) => distance <= eps);
  if (eps === null || !result || at < 0) {
    const why =
      eps === null
        ? []
        : [`# eps was ${py(eps)} in Outcrop's plane, which is not here: so it is taken at the knee.`];
    return [...why, 'eps = knee_eps(k_distances(points, min_samples))'];
  }
  return [
    `# eps was ${py(eps)} in Outcrop's plane, which is not here: so it is taken where as many events have their`,
    '# min_samples neighbours within it as there.',
    `eps = np.quantile(k_distances(points, min_samples), ${py(Number((1 - result.curve.share[at]).toPrecision(6)))})`,
  ];
}

function hdbscan(params: ClusterParams): string {
  const { minClusterSize = null, selection = 'eom', selectionEpsilon = 0 } = params;
  const size = minClusterSize === null ? 'default_min_cluster_size(len(points))' : py(minClusterSize);
  return [
    `lambda points, _: hdbscan_class()(min_cluster_size=${size}, min_samples=min_samples,`,
    `                                         cluster_selection_method=${py(selection)},`,
    `                                         cluster_selection_epsilon=${py(selectionEpsilon)}).fit_predict(points)`,
  ].join('\n');
}
