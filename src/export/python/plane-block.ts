import type { ClusteringResult } from '../../core/cluster/clustering.ts';
import type { EmbeddingResult } from '../../core/embed/embedding.ts';
import type { CellDocument } from '../../notebook/document.ts';
import { toBase64 } from '../../notebook/packed-labels.ts';
import { type ExportSource, freshResult } from '../export-source.ts';
import { py } from './literal.ts';

/** Rows of which the script holds the plane itself and the labels: 4 MB of text. Beyond, it leaves the plane to umap-learn. */
const MOST_ROWS = 300_000;

/** Little-endian, as every machine that browsers run on. */
function base64Of(values: Float32Array | Int16Array | Int32Array): string {
  return toBase64(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}

/** Whether the script holds the plane of an embedding. */
export function hasPlane(source: ExportSource, embed: string): boolean {
  const result = freshResult<EmbeddingResult>(source, embed);
  return result !== undefined && result.x.length <= MOST_ROWS;
}

/** Lines that give tables[embed] Outcrop's own plane, bit by bit; null where it has no result, or is too long. */
export function planeLines(source: ExportSource, cell: CellDocument): string[] | null {
  const result = freshResult<EmbeddingResult>(source, cell.id);
  if (!result || !hasPlane(source, cell.id)) return null;
  const id = py(cell.id);
  return [
    '# The plane that Outcrop drew, bit by bit: clusters and selections below are those of Outcrop.',
    `tables[${id}] = pd.DataFrame({`,
    `    "UMAP 1": unpack("<f4", "${base64Of(result.x)}"),`,
    `    "UMAP 2": unpack("<f4", "${base64Of(result.y)}"),`,
    '})',
  ];
}

/** Lines that compare `labels` with those that Outcrop gave; null where it gave none, or they are too many. */
export function labelLines(source: ExportSource, cell: CellDocument): string[] | null {
  const result = freshResult<ClusteringResult>(source, cell.id);
  if (!result || result.labels.length > MOST_ROWS) return null;
  const short = result.sizes.length < 2 ** 15;
  const labels = short ? Int16Array.from(result.labels) : result.labels;
  return [
    `known = unpack("${short ? '<i2' : '<i4'}", "${base64Of(labels)}")`,
    'print("agreement with the labels of Outcrop: ARI", f"{agreement(known, labels):.4f}")',
  ];
}
