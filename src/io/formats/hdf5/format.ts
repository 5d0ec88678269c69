import type { Format } from '../../format.ts';
import { plainContents } from '../../stored-columns.ts';
import { HDF5_SIGNATURE } from './superblock.ts';
import { inspectHdf5, readHdf5 } from './tables.ts';

export const hdf5Format: Format = {
  id: 'hdf5',
  label: 'HDF5',
  extensions: ['.h5', '.hdf5', '.hdf', '.he5'],
  sniff: looksLikeHdf5,
  inspect: async (file, name, _options, progress) => plainContents(await inspectHdf5(file, name, progress)),
  read: readHdf5,
};

/** The signature at the start, or behind a user block of a power of two. */
function looksLikeHdf5(head: Uint8Array): boolean {
  for (let at = 0; at < head.length; at = at === 0 ? 512 : 2 * at)
    if (HDF5_SIGNATURE.every((byte, i) => head[at + i] === byte)) return true;
  return false;
}
