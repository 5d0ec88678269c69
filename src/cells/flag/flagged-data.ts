import type { FlaggedData } from '../../core/flag/flag-record.ts';
import { jsonHash } from '../../notebook/content-hash.ts';
import type { DataResult } from '../data/compute.ts';

/** The data of a data cell, as flags name them: by the hash of the file, or of what was simulated. */
export function dataOf({ source, table }: DataResult): FlaggedData {
  // The label of a simulated run names all that its events follow from.
  const hash = source.sha256 || jsonHash(source.label);
  return { name: source.label.slice(0, 500), hash, rows: table.rows };
}
