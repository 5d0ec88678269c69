/// <reference path="./jsroot.d.ts" />
import { decompressZstd } from 'hyparquet-compressors';
import { Problem } from '../../../core/problem.ts';
import { unpack } from './unpack.ts';

/** A key of a directory: one object in the file. */
export interface RootKey {
  fName: string;
  fCycle: number;
  fClassName: string;
  fSeekKey: number;
  fNbytes: number;
  fKeylen: number;
  fObjlen: number;
}

interface RootDirectory {
  fKeys: RootKey[];
}

/** One element of a class as the file describes it. */
export interface StreamerElement {
  fName: string;
  fTypeName: string;
}

export interface RootFile extends RootDirectory {
  fStreamerInfos: { arr: { fName: string; fElements: { arr: StreamerElement[] } }[] } | null;
  readObject(name: string, cycle: number): Promise<unknown>;
  readDirectory(name: string): Promise<RootDirectory>;
}

/** An open file: what jsroot knows of it, and its bytes. */
export interface OpenRoot {
  file: RootFile;
  blob: Blob;
  name: string;
}

/** Longest piece read at once; a larger one is damage, not data. */
const LONGEST_READ = 1 << 30;

/** Opens a ROOT file; only its directory is read. Throws a Problem `bad-file`. */
export async function openRoot(blob: Blob, name: string): Promise<OpenRoot> {
  const [{ FileProxy, openFile }, { internals }] = await Promise.all([
    import('jsroot/io'),
    import('jsroot/core'),
  ]);
  internals._ZstdStream ??= { decompress: (packed) => decompressZstd(packed) };
  class BlobProxy extends FileProxy {
    override openFile = async () => true;
    override getFileName = () => name;
    override getFileSize = () => blob.size;
    override readBuffer = async (position: number, length: number) => {
      // jsroot begins by a few hundred bytes, whatever the size.
      const end = position < 1000 ? Math.min(position + length, blob.size) : position + length;
      return new DataView((await readBytes(blob, name, position, end)).buffer);
    };
  }
  const file = (await decoding(name, 'its directory', () => openFile(new BlobProxy()))) as RootFile;
  const root = { file, blob, name };
  // jsroot puts the description of the classes last.
  const classes = file.fKeys.at(-1);
  if (classes?.fName === 'StreamerInfo') await checkObject(root, classes);
  return root;
}

/** Unpacks an object only for its checksums, which jsroot passes over. Throws a Problem `bad-file`. */
export async function checkObject({ blob, name }: OpenRoot, key: RootKey): Promise<void> {
  const place = `${key.fClassName} ${key.fName}`;
  const { fSeekKey, fKeylen, fNbytes, fObjlen } = key;
  const bytes = await readBytes(blob, `${name}, ${place}`, fSeekKey + fKeylen, fSeekKey + fNbytes);
  await decoding(name, place, async () => {
    if (!(fObjlen > 0 && fObjlen <= LONGEST_READ)) throw new RangeError(`${fObjlen} bytes`);
    await unpack(bytes, fObjlen);
  });
}

/** Bytes [from, to) of the file. Throws a Problem `bad-file` where they lie outside it. */
export async function readBytes(
  blob: Blob,
  name: string,
  from: number,
  to: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (
    !(Number.isSafeInteger(from) && from >= 0 && to > from && to <= blob.size && to - from <= LONGEST_READ)
  ) {
    throw new Problem(
      'bad-file',
      `${name}: bytes ${from} to ${to} lie outside the file of ${blob.size} bytes; is it cut off or damaged?`,
    );
  }
  return new Uint8Array(await blob.slice(from, to).arrayBuffer());
}

/** Does what fails on a damaged file, and says then where. */
export async function decoding<T>(name: string, place: string, decode: () => Promise<T> | T): Promise<T> {
  try {
    return await decode();
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    const what = cause instanceof Error ? cause.message : String(cause);
    throw new Problem('bad-file', `${name}, ${place}: cannot be decoded (${what}); the file is damaged`, {
      cause,
    });
  }
}
