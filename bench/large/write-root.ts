import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { RootBytes } from './root-bytes.ts';
import { valuesOf } from './values.ts';

const TREE = 'events';
/** Where the first record of a ROOT file stands. */
const BEGIN = 100;
const VERSION = 62004;
/** Of files beyond 2 GB, whose places are of 64 bits. */
const BIG = 1_000_000;
const BIG_KEY = 1004;
const UUID = new Uint8Array(18);

interface Branch {
  name: string;
  /** Of each basket. */
  seeks: number[];
  sizes: number[];
}

/** A key of a file beyond 2 GB: what is stored, how long, and where. */
function key(
  className: string,
  name: string,
  title: string,
  content: number,
  at: number,
  more: (bytes: RootBytes, keyLength: number) => void = () => undefined,
): Uint8Array {
  const write = (keyLength: number): Uint8Array => {
    const bytes = new RootBytes();
    bytes.i32(keyLength + content);
    bytes.i16(BIG_KEY);
    bytes.i32(content);
    bytes.u32(0);
    bytes.i16(keyLength);
    bytes.i16(1);
    bytes.i64(at);
    bytes.i64(BEGIN);
    for (const text of [className, name, title]) bytes.text(text);
    more(bytes, keyLength);
    return bytes.done();
  };
  return write(write(0).length);
}

function tree(branches: Branch[], rows: number, perBasket: number): Uint8Array {
  const bytes = new RootBytes();
  const total = branches.reduce((sum, { sizes }) => sum + sizes.reduce((a, b) => a + b, 0), 0);
  const attFill = (): void =>
    bytes.versioned(2, () => {
      bytes.i16(0);
      bytes.i16(1001);
    });
  const ioFeatures = (): void =>
    // A class without a number of its own has its checksum behind version 0.
    bytes.versioned(0, () => {
      bytes.u32(0x1aa12f10);
      bytes.u8(0);
    });
  const leaf = (name: string): void =>
    bytes.pointed('TLeafD', () =>
      bytes.versioned(1, () => {
        bytes.versioned(2, () => {
          bytes.tNamed(name, name);
          for (const value of [1, 8, 0]) bytes.i32(value);
          bytes.u8(0);
          bytes.u8(0);
          bytes.u32(0);
        });
        bytes.f64(0);
        bytes.f64(0);
      }),
    );
  const branch = ({ name, seeks, sizes }: Branch): void =>
    bytes.pointed('TBranch', () =>
      bytes.versioned(13, () => {
        const size = sizes.reduce((a, b) => a + b, 0);
        const room = seeks.length + 1;
        bytes.tNamed(name, `${name}/D`);
        attFill();
        for (const value of [0, 8 * perBasket, 0, seeks.length]) bytes.i32(value);
        bytes.i64(rows);
        ioFeatures();
        for (const value of [0, room, 0]) bytes.i32(value);
        for (const value of [rows, 0, size, size]) bytes.i64(value);
        bytes.tObjArray([]);
        bytes.tObjArray([() => leaf(name)]);
        bytes.tObjArray([]);
        bytes.u8(1);
        for (let i = 0; i < room; i++) bytes.i32(sizes[i] ?? 0);
        bytes.u8(1);
        for (let i = 0; i < room; i++) bytes.i64(Math.min(rows, i * perBasket));
        bytes.u8(1);
        for (let i = 0; i < room; i++) bytes.i64(seeks[i] ?? 0);
        bytes.text('');
      }),
    );
  bytes.versioned(20, () => {
    bytes.tNamed(TREE, TREE);
    bytes.versioned(2, () => {
      for (const value of [1, 1, 1]) bytes.i16(value);
    });
    attFill();
    bytes.versioned(2, () => {
      bytes.i16(1);
      bytes.i16(1);
      bytes.f32(1);
    });
    for (const value of [rows, total, total, 0, 0]) bytes.i64(value);
    bytes.f64(1);
    for (const value of [0, 25, 0, 1000, 0]) bytes.i32(value);
    for (const value of [1e12, 1e12, 0, -3e8, perBasket, 1e6]) bytes.i64(value);
    // No ranges of clusters, twice.
    bytes.u8(0);
    bytes.u8(0);
    ioFeatures();
    bytes.tObjArray(branches.map((one) => () => branch(one)));
    bytes.tObjArray([]);
    // No aliases, index values, index, tree of indices, friends, notes, references.
    for (let i = 0; i < 7; i++) bytes.u32(0);
  });
  return bytes.done();
}

/**
 * Writes an uncompressed ROOT file, as of beyond 2 GB: one TTree `events` of branches of doubles, each basket `perBasket` rows
 * of it. `template`: a file of ROOT 6.20 whose description of the classes is taken over.
 */
export function writeRoot(
  path: string,
  template: string,
  names: string[],
  rows: number,
  perBasket: number,
): void {
  const file = openSync(path, 'w');
  let at = 0;
  const put = (part: Uint8Array): void => {
    for (let done = 0; done < part.length; )
      done += writeSync(file, part, done, part.length - done, at + done);
    at += part.length;
  };
  const model = readFileSync(template);
  const infoAt = model.readInt32BE(37);
  const infoSize = model.readInt32BE(41);
  const classes = Uint8Array.from(model.subarray(infoAt, infoAt + infoSize));

  at = BEGIN;
  const title = new RootBytes();
  title.text('large.root');
  title.text('');
  const directory = 2 + 4 + 4 + 4 + 4 + 24 + UUID.length;
  const nameKey = key('TFile', 'large.root', '', title.size + directory, BEGIN);
  const nbytesName = nameKey.length + title.size;
  const directoryAt = BEGIN + nbytesName;
  put(nameKey);
  put(title.done());
  at += directory;
  const classesAt = at;
  new DataView(classes.buffer).setInt32(18, classesAt);
  put(classes);

  const branches: Branch[] = names.map((name) => ({ name, seeks: [], sizes: [] }));
  for (let from = 0; from < rows; from += perBasket) {
    const count = Math.min(perBasket, rows - from);
    branches.forEach((branch, column) => {
      const content = Buffer.from(valuesOf(column, from, count).buffer).swap64();
      const head = key('TBasket', branch.name, TREE, content.length, at, (bytes, keyLength) => {
        bytes.i16(3);
        for (const value of [8 * perBasket, 0, count, keyLength + content.length]) bytes.i32(value);
        bytes.u8(0);
      });
      branch.seeks.push(at);
      branch.sizes.push(head.length + content.length);
      put(head);
      put(content);
    });
  }

  const content = tree(branches, rows, perBasket);
  const treeKey = key('TTree', TREE, TREE, content.length, at);
  put(treeKey);
  put(content);
  const keysAt = at;
  const listed = new RootBytes();
  listed.i32(1);
  listed.put(treeKey);
  const keysKey = key('TFile', 'large.root', '', listed.size, keysAt);
  put(keysKey);
  put(listed.done());
  const end = at;

  at = 0;
  const header = new RootBytes();
  header.put(new TextEncoder().encode('root'));
  header.i32(BIG + VERSION);
  header.i32(BEGIN);
  header.i64(end);
  header.i64(end);
  for (const value of [0, 0, nbytesName]) header.i32(value);
  header.u8(8);
  header.i32(0);
  header.i64(classesAt);
  header.i32(infoSize);
  put(header.done());
  at = directoryAt;
  const records = new RootBytes();
  records.i16(1005);
  records.u32(0);
  records.u32(0);
  records.i32(keysKey.length + listed.size);
  records.i32(nbytesName);
  for (const value of [BEGIN, 0, keysAt]) records.i64(value);
  records.put(UUID);
  put(records.done());
  closeSync(file);
}
