import { Problem } from '../../../core/problem.ts';
import type { FillKind } from '../../column-filler.ts';
import type { ColumnInfo } from '../../format.ts';
import type { RootFile } from './open-root.ts';
import { type Code, fillKindOf, SIZES } from './values.ts';

interface List<T> {
  arr: (T | null)[];
}

interface Leaf {
  _typename: string;
  fName: string;
  fLen: number;
  fLenType: number;
  fIsUnsigned: boolean;
  fLeafCount: { fName: string } | null;
}

/** A basket that was not yet on disk when the tree was saved. */
export interface OpenBasket {
  fNevBuf: number;
  fLast: number;
  fKeylen: number;
  fEntryOffset?: ArrayLike<number>;
  fBufferRef?: { arr: DataView };
}

/** A branch as jsroot reads it from the tree's header. */
export interface Branch {
  _typename: string;
  fName: string;
  fEntries: number;
  fWriteBasket: number;
  fBasketBytes: ArrayLike<number>;
  fBasketEntry: ArrayLike<number>;
  fBasketSeek: ArrayLike<number>;
  fBaskets: List<OpenBasket>;
  fBranches: List<Branch>;
  fLeaves: List<Leaf>;
  fFileName?: string;
  // Of branches of classes (TBranchElement):
  fClassName?: string;
  fType?: number;
  fID?: number;
  fStreamerType?: number;
}

export interface Tree {
  fEntries: number;
  fBranches: List<Branch>;
}

/** A column of a tree and how its bytes lie in the baskets of its branch. */
export interface TreeColumn extends ColumnInfo {
  branch: Branch;
  fill: FillKind;
  /** null for text. */
  code: Code | null;
  /** Bytes before the values of each row. */
  header: number;
  /** Of the leaf within a row of a branch with several, and bytes of such a row; 0 where it is the only one. */
  offset: number;
  stride: number;
}

const LEAVES: Record<string, [signed: Code, unsigned: Code]> = {
  TLeafB: ['B', 'b'],
  TLeafS: ['S', 's'],
  TLeafI: ['I', 'i'],
  TLeafL: ['L', 'l'],
  TLeafG: ['L', 'l'],
  TLeafF: ['F', 'F'],
  TLeafD: ['D', 'D'],
  TLeafO: ['O', 'O'],
};

/** Types of members by ROOT's number (TVirtualStreamerInfo::EReadWrite), modulo the array kinds 20 and 40. */
const MEMBERS: Record<number, Code> = {
  1: 'B',
  2: 'S',
  3: 'I',
  4: 'L',
  5: 'F',
  6: 'I',
  8: 'D',
  10: 'B',
  11: 'b',
  12: 's',
  13: 'i',
  14: 'l',
  15: 'i',
  16: 'L',
  17: 'l',
  18: 'O',
};

const ELEMENTS: Record<string, Code> = {
  char: 'B',
  Char_t: 'B',
  'signed char': 'B',
  'unsigned char': 'b',
  UChar_t: 'b',
  short: 'S',
  Short_t: 'S',
  'unsigned short': 's',
  UShort_t: 's',
  int: 'I',
  Int_t: 'I',
  unsigned: 'i',
  'unsigned int': 'i',
  UInt_t: 'i',
  long: 'L',
  Long_t: 'L',
  'long long': 'L',
  Long64_t: 'L',
  'unsigned long': 'l',
  ULong_t: 'l',
  'unsigned long long': 'l',
  ULong64_t: 'l',
  float: 'F',
  Float_t: 'F',
  double: 'D',
  Double_t: 'D',
  bool: 'O',
  Bool_t: 'O',
};

/** Byte count, version and number of elements before those of a vector. */
const VECTOR_HEADER = 10;
const MEMBER_POINTER_HEADER = 1;
const MOST_COLUMNS = 20_000;
const DEEPEST = 64;

type Layout = Pick<TreeColumn, 'code' | 'fill' | 'header' | 'shape' | 'refusal'>;

/** All columns of a tree: one for each leaf, named as its branch. */
export function columnsOfTree(tree: Tree, file: RootFile): TreeColumn[] {
  const columns: TreeColumn[] = [];
  const taken = new Set<string>();

  function visit(branch: Branch, above: string, depth: number): void {
    if (depth > DEEPEST) throw new RangeError(`branches deeper than ${DEEPEST}`);
    const inner = branch.fBranches.arr.filter((child) => child !== null);
    // A branch of a split class holds nothing by itself; one of a split list holds its lengths.
    const list = branch.fType === 3 || branch.fType === 4;
    if (inner.length === 0 || list) add(branch, above, list);
    for (const child of inner) visit(child, `${branch.fName.replace(/\.$/, '')}.`, depth + 1);
  }

  function add(branch: Branch, above: string, list: boolean): void {
    const leaves = branch.fLeaves.arr.filter((leaf) => leaf !== null);
    const own = branch.fName.replace(/(\[[^\]]*\])+$/, '');
    const rowBytes = leaves.reduce((sum, leaf) => sum + leaf.fLen * leafSize(leaf), 0);
    const several = leaves.length > 1;
    let offset = 0;
    for (const leaf of leaves) {
      const layout = layoutOf(branch, leaf, file, several);
      const title = list ? `${own}.length` : several ? `${own}.${leaf.fName}` : own;
      let name = taken.has(title) ? `${above}${title}` : title;
      for (let n = 2; taken.has(name); n++) name = `${title}_${n}`;
      taken.add(name);
      if (taken.size > MOST_COLUMNS) throw new RangeError(`more than ${MOST_COLUMNS} branches`);
      columns.push({
        ...layout,
        name,
        type: typeOf(layout.fill),
        bytes: sum(branch.fBasketBytes, branch.fWriteBasket),
        branch,
        offset,
        stride: several ? rowBytes : 0,
      });
      offset += leaf.fLen * leafSize(leaf);
    }
  }

  for (const branch of tree.fBranches.arr) if (branch) visit(branch, '', 0);
  return columns;
}

function layoutOf(branch: Branch, leaf: Leaf, file: RootFile, several: boolean): Layout {
  if (branch.fFileName) return refused(`kept in another file, ${branch.fFileName}`);
  if (leaf._typename === 'TLeafC') {
    return several ? refused('text beside other leaves of its branch') : textLayout();
  }
  const plain = LEAVES[leaf._typename];
  if (plain) {
    const code = plain[leaf.fIsUnsigned ? 1 : 0];
    if (leaf.fLeafCount && several) return refused('a list beside other leaves of its branch');
    return numbers(code, 0, leaf.fLeafCount ? 'any' : leaf.fLen);
  }
  if (leaf._typename !== 'TLeafElement') return refused(`of ${kindOfLeaf(leaf._typename)}`);
  return memberLayout(branch, leaf, file);
}

/** Of a member of a class, or of a class that is a branch. */
function memberLayout(branch: Branch, leaf: Leaf, file: RootFile): Layout {
  const { fStreamerType: type = -1, fType = 0, fClassName = '' } = branch;
  if (fType === 3 || fType === 4) return numbers('I', 0, 1);
  if (fType === 31 || fType === 41) {
    const code = MEMBERS[type];
    return code ? numbers(code, 0, 'any') : refused(`of class ${memberType(branch, file)} in a list`);
  }
  if (type === 65) return textLayout();
  const code = MEMBERS[type % 20];
  if (code && type > 0 && type < 60) {
    if (type >= 40) return numbers(code, MEMBER_POINTER_HEADER, 'any');
    return numbers(code, 0, type >= 20 ? leaf.fLen : 1);
  }
  const name = type === -1 ? fClassName : memberType(branch, file);
  const vector = /^(?:std::)?vector<([^<>]+)>\s*$/.exec(name);
  const element = vector && ELEMENTS[vector[1].replace(/^std::/, '').trim()];
  if (element) return numbers(element, VECTOR_HEADER, 'any');
  return refused(`of class ${name}`);
}

function memberType({ fClassName, fID = -1 }: Branch, file: RootFile): string {
  const info = file.fStreamerInfos?.arr.find(({ fName }) => fName === fClassName);
  return info?.fElements.arr[fID]?.fTypeName ?? fClassName ?? 'unknown';
}

function numbers(code: Code, header: number, length: number | 'any'): Layout {
  const shape: ColumnInfo['shape'] =
    length === 'any'
      ? { values: 'any', most: null }
      : length === 1
        ? { values: 'one' }
        : { values: 'fixed', length };
  if (length !== 'any' && !(length >= 1)) return refused(`an array of ${length} values`);
  return { code, fill: fillKindOf(code), header, shape, refusal: null };
}

function textLayout(): Layout {
  return { code: null, fill: { to: 'text' }, header: 0, shape: { values: 'one' }, refusal: null };
}

function refused(refusal: string): Layout {
  return { code: null, fill: { to: 'float64' }, header: 0, shape: { values: 'one' }, refusal };
}

function kindOfLeaf(type: string): string {
  if (type === 'TLeafF16' || type === 'TLeafD32') return `numbers of reduced precision (${type})`;
  return `unknown kind ${type}`;
}

function leafSize(leaf: Leaf): number {
  const plain = LEAVES[leaf._typename];
  return plain ? SIZES[plain[0]] : leaf.fLenType;
}

function typeOf({ to }: FillKind): ColumnInfo['type'] {
  if (to === 'uint64') return 'int64';
  return to === 'boolean' ? 'int32' : to === 'decimal' ? 'float64' : to;
}

function sum(values: ArrayLike<number>, count: number): number {
  let total = 0;
  for (let i = 0; i < count && i < values.length; i++) total += values[i];
  return total;
}

/** Number of rows of a tree. Throws a Problem `bad-file` where the header says what cannot be. */
export function rowsOfTree(tree: Tree, name: string, path: string): number {
  const rows = Number(tree.fEntries);
  if (Number.isSafeInteger(rows) && rows >= 0 && rows < 2 ** 32) return rows;
  throw new Problem('bad-file', `${name}, tree ${path}: ${rows} entries; expected fewer than 2^32`);
}
