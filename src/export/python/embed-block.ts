import type { EmbedCellParams } from '../../cells/embed/params.ts';
import type { CellDocument } from '../../notebook/document.ts';
import type { ExportSource } from '../export-source.ts';
import { passingOf } from './cut-block.ts';
import { py } from './literal.ts';
import { planeLines } from './plane-block.ts';

/** Outcrop's own plane where it has one, and UMAP of umap-learn with the same parameters and seed beside it. */
export function embedBlock(source: ExportSource, cell: CellDocument): string {
  const params = cell.params as unknown as EmbedCellParams;
  const id = py(cell.id);
  const data = cell.inputs.data;
  if (data === undefined) return '# It reads no data.';
  const table = `readable[${py(data)}]`;
  const within = passingOf(cell);
  const lines = [
    `matrix, rows = prepare(${table}, features[${py(data)}], scaling=${py(params.scaling)}, missing=${py(params.missing)}${within === null ? '' : `, within=${within}`})`,
  ];
  if (params.method === 'umap-js')
    lines.push('# The notebook uses umap-js, a port of umap-learn to JavaScript.');
  const neighbors =
    params.nNeighbors === null
      ? `max(2, min(30, ${within === null ? `len(${table})` : `${within}.sum()`} // 10))`
      : String(params.nNeighbors);
  lines.push(
    'params = {',
    `    "n_neighbors": ${neighbors},`,
    `    "min_dist": ${py(params.minDist)},`,
    `    "spread": ${py(params.spread)},`,
    `    "metric": ${py(params.metric)},`,
    `    "n_epochs": ${py(params.epochs)},`,
    `    "init": ${py(params.init)},`,
    `    "negative_sample_rate": ${py(params.negativeSamples)},`,
    `    "set_op_mix_ratio": ${py(params.setOpMix)},`,
    `    "local_connectivity": ${py(params.localConnectivity)},`,
    // numpy takes seeds of 32 bits.
    `    "random_state": ${py(params.seed % 2 ** 32)},`,
    '}',
    `again[${id}] = partial(embed, matrix, rows, len(${table}), params, sample=${py(params.sample)})`,
    ...(planeLines(source, cell) ?? [`tables[${id}] = plane_of_umap_learn(${id})`]),
    `matrices[${id}] = matrix, rows`,
  );
  return lines.join('\n');
}
