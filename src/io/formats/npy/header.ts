import { Problem } from '../../../core/problem.ts';
import { type Dtype, parseDtype, parseShape } from './dtype.ts';
import { parseLiteral } from './literal.ts';

export interface NpyHeader {
  dtype: Dtype;
  /** Lengths; [] for a single value. */
  shape: number[];
  /** True where the first index runs fastest. */
  fortran: boolean;
  /** Bytes of magic and header: where the data begin. */
  dataStart: number;
}

export const NPY_MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** Bytes from which the length of the header is known. */
const PREFIX = 12;
const LONGEST_HEADER = 1 << 20;

/** How many bytes magic and header take, from the first 12; 0 where they are no .npy file. */
export function npyHeaderBytes(head: Uint8Array): number {
  if (head.length < PREFIX || !NPY_MAGIC.every((byte, i) => head[i] === byte)) return 0;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const length = head[6] === 1 ? 10 + view.getUint16(8, true) : PREFIX + view.getUint32(8, true);
  return head[6] >= 1 && head[6] <= 3 && length <= LONGEST_HEADER ? length : 0;
}

/** Parses magic and header. Throws a Problem `bad-file` naming `place`. */
export function parseNpyHeader(bytes: Uint8Array, place: string): NpyHeader {
  const dataStart = npyHeaderBytes(bytes);
  if (dataStart === 0)
    throw new Problem(
      'bad-file',
      `${place}, byte 0: no NumPy header; expected "\\x93NUMPY" and a version of 1 to 3`,
    );
  if (bytes.length < dataStart)
    throw new Problem(
      'bad-file',
      `${place}: ends at byte ${bytes.length}; expected a header of ${dataStart} bytes`,
    );
  try {
    const text = new TextDecoder(bytes[6] === 3 ? 'utf-8' : 'latin1').decode(
      bytes.subarray(bytes[6] === 1 ? 10 : PREFIX, dataStart),
    );
    const header = parseLiteral(text);
    if (!(header instanceof Map)) throw new SyntaxError('the header is no dict');
    const [descr, fortran, shape] = ['descr', 'fortran_order', 'shape'].map((key) => header.get(key));
    if (descr === undefined || shape === undefined || typeof fortran !== 'boolean')
      throw new SyntaxError('the header lacks descr, fortran_order or shape');
    const dtype = parseDtype(descr);
    const lengths = parseShape(shape);
    return { dtype, shape: lengths, fortran, dataStart };
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    const what = cause instanceof Error ? cause.message : String(cause);
    throw new Problem('bad-file', `${place}: damaged NumPy header (${what})`, { cause });
  }
}
