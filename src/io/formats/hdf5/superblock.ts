import { Problem } from '../../../core/problem.ts';
import { Cursor } from './cursor.ts';
import { FileBytes } from './file-bytes.ts';

export const HDF5_SIGNATURE = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
/** A superblock lies at 0 or, behind a user block, at 512 times a power of two. */
const LARGEST_USER_BLOCK = 1 << 24;

/** Opens a file by its superblock: its bytes and the address of the root group. Throws a Problem `bad-file`. */
export async function openSuperblock(file: Blob, name: string): Promise<{ bytes: FileBytes; root: number }> {
  const bytes = new FileBytes(file, name);
  for (let at = 0; at < Math.min(file.size, LARGEST_USER_BLOCK); at = at === 0 ? 512 : 2 * at) {
    const head = new Uint8Array(await file.slice(at, at + 160).arrayBuffer());
    if (!HDF5_SIGNATURE.every((byte, i) => head[i] === byte)) continue;
    try {
      return { bytes, root: parseSuperblock(head, bytes) };
    } catch (cause) {
      throw bytes.problem(`byte ${at}, superblock`, cause);
    }
  }
  throw new Problem('bad-file', `${name}, byte 0: no HDF5 signature; expected "\\x89HDF" there`);
}

function parseSuperblock(head: Uint8Array, bytes: FileBytes): number {
  const version = head[8];
  if (version > 3) throw new RangeError(`version ${version}; expected 0 to 3`);
  const old = version < 2;
  const widths = { offsets: head[old ? 13 : 9], lengths: head[old ? 14 : 10] };
  for (const width of [widths.offsets, widths.lengths])
    if (width !== 2 && width !== 4 && width !== 8) throw new RangeError(`addresses of ${width} bytes`);
  bytes.widths = widths;
  const cursor = new Cursor(head, widths, old ? (version === 0 ? 24 : 28) : 12);
  const base = cursor.address();
  cursor.address();
  const end = cursor.address();
  if (end > bytes.file.size)
    throw new Problem(
      'bad-file',
      `${bytes.name}: the file has ${bytes.file.size} bytes; its superblock says ${end} (it is cut off)`,
    );
  bytes.base = base;
  if (old) return cursor.skip(2 * widths.offsets).address();
  const root = cursor.address();
  bytes.verify(head.subarray(0, cursor.at + 4), 'the superblock');
  return root;
}
