import type { Format } from '../../format.ts';
import { plainContents } from '../../stored-columns.ts';
import { NPY_MAGIC } from './header.ts';
import { inspectNpy, readNpy } from './tables.ts';

const ZIP = [0x50, 0x4b, 3, 4];

export const npyFormat: Format = {
  id: 'npy',
  label: 'NumPy',
  extensions: ['.npy', '.npz'],
  sniff: (head) => [NPY_MAGIC, ZIP].some((magic) => magic.every((byte, i) => head[i] === byte)),
  inspect: async (file, name) => plainContents(await inspectNpy(file, name)),
  read: readNpy,
};
