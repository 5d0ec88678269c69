import { expressionModule } from '../kernels/expression.generated.ts';
import { hasKernels, kernelMemory, MemoryPlan, startKernel } from '../kernels/kernel.ts';
import { ELEMENTARY_TABLE, LN, LOG2, LOG10 } from '../math/elementary-table.ts';
import { type Expression, partsOf } from './expression.ts';
import { BINARY, type Binary, UNARY, type Unary } from './number-blocks.ts';
import { BLOCK, type Operations, plainOperations } from './operations.ts';

type On1 = (out: number, a: number, n: number) => void;
type On2 = (out: number, a: number, b: number, n: number) => void;

/** Addresses of blocks, and rows. */
interface ExpressionKernel {
  negate: On1;
  abs: On1;
  sqrt: On1;
  square: On1;
  floor: On1;
  ceil: On1;
  add: On2;
  subtract: On2;
  multiply: On2;
  divide: On2;
  min: On2;
  max: On2;
  log(out: number, a: number, n: number, table: number, base: number): void;
  exp(out: number, a: number, n: number, table: number): void;
  power(out: number, a: number, b: number, n: number, table: number): void;
  less: On2;
  lessOrEqual: On2;
  equal: On2;
  not: On1;
  and: On2;
  or: On2;
  choose(out: number, when: number, a: number, b: number, n: number): void;
  mark: On1;
  anyMissing(a: number, n: number): number;
  countUndefined(out: number, a: number, b: number, n: number): number;
}

interface Room {
  kernel: ExpressionKernel;
  buffer: ArrayBuffer;
  table: number;
  /** Addresses of blocks of numbers and of truth values. */
  numbers: number[];
  truths: number[];
}

/** The memory of a kernel takes gigabytes of addresses, so it is kept. */
let kept: Room | null = null;

function roomFor(blocks: number): Room {
  if (kept !== null && kept.numbers.length >= blocks) return kept;
  const plan = new MemoryPlan();
  const table = plan.room(ELEMENTARY_TABLE.byteLength);
  const places = (bytes: number): number[] => Array.from({ length: blocks }, () => plan.room(bytes));
  const [numbers, truths] = [places(8 * BLOCK), places(BLOCK)];
  const memory = kernelMemory(plan, false);
  new Float64Array(memory.buffer, table, ELEMENTARY_TABLE.length).set(ELEMENTARY_TABLE);
  const kernel = startKernel<ExpressionKernel>(expressionModule, memory);
  kept = { kernel, buffer: memory.buffer, table, numbers, truths };
  return kept;
}

/** At most so many blocks of each kind does a program of this expression take. */
function mostBlocks(expression: Expression): number {
  let nodes = 0;
  const count = (node: Expression): void => {
    nodes++;
    for (const part of partsOf(node)) count(part);
  };
  count(expression);
  return 2 * nodes + 1;
}

/**
 * The loops of kernels/expression.ts, with room for one expression; the same bits as the plain ones, which do what it has
 * not, and all where WebAssembly has no SIMD. The blocks are anybody's as soon as this is called again.
 */
export function kernelOperations(expression: Expression): Operations {
  if (!hasKernels) return plainOperations;
  const { kernel, buffer, table, numbers, truths } = roomFor(mostBlocks(expression));
  let [nextNumbers, nextTruths] = [0, 0];
  const { less, lessOrEqual, equal, not } = kernel;
  const on1 =
    (call: On1): Unary =>
    (out, a, n) =>
      call(out.byteOffset, a.byteOffset, n);
  const log =
    (base: number): Unary =>
    (out, a, n) =>
      kernel.log(out.byteOffset, a.byteOffset, n, table, base);
  const on2 =
    (call: On2): Binary =>
    (out, a, b, n) =>
      call(out.byteOffset, a.byteOffset, b.byteOffset, n);
  return {
    numberBlock: () => new Float64Array(buffer, numbers[nextNumbers++], BLOCK),
    truthBlock: () => new Uint8Array(buffer, truths[nextTruths++], BLOCK),
    unary: new Map<string, Unary>([
      ...UNARY,
      ['negate', on1(kernel.negate)],
      ['abs', on1(kernel.abs)],
      ['sqrt', on1(kernel.sqrt)],
      ['square', on1(kernel.square)],
      ['floor', on1(kernel.floor)],
      ['ceil', on1(kernel.ceil)],
      ['log', log(LN)],
      ['ln', log(LN)],
      ['log2', log(LOG2)],
      ['log10', log(LOG10)],
      ['exp', (out, a, n) => kernel.exp(out.byteOffset, a.byteOffset, n, table)],
    ]),
    binary: new Map<string, Binary>([
      ...BINARY,
      ['+', on2(kernel.add)],
      ['-', on2(kernel.subtract)],
      ['*', on2(kernel.multiply)],
      ['/', on2(kernel.divide)],
      ['min', on2(kernel.min)],
      ['max', on2(kernel.max)],
      ['^', (out, a, b, n) => kernel.power(out.byteOffset, a.byteOffset, b.byteOffset, n, table)],
    ]),
    compare: new Map([
      ['<', (out, a, b, n) => less(out.byteOffset, a.byteOffset, b.byteOffset, n)],
      ['<=', (out, a, b, n) => lessOrEqual(out.byteOffset, a.byteOffset, b.byteOffset, n)],
      ['>', (out, a, b, n) => less(out.byteOffset, b.byteOffset, a.byteOffset, n)],
      ['>=', (out, a, b, n) => lessOrEqual(out.byteOffset, b.byteOffset, a.byteOffset, n)],
      ['==', (out, a, b, n) => equal(out.byteOffset, a.byteOffset, b.byteOffset, n)],
      [
        '!=',
        (out, a, b, n) => {
          equal(out.byteOffset, a.byteOffset, b.byteOffset, n);
          not(out.byteOffset, out.byteOffset, n);
        },
      ],
    ]),
    not: (out, a, n) => not(out.byteOffset, a.byteOffset, n),
    and: (out, a, b, n) => kernel.and(out.byteOffset, a.byteOffset, b.byteOffset, n),
    or: (out, a, b, n) => kernel.or(out.byteOffset, a.byteOffset, b.byteOffset, n),
    choose: (out, when, a, b, n) =>
      kernel.choose(out.byteOffset, when.byteOffset, a.byteOffset, b.byteOffset, n),
    mark: (marks, a, n) => kernel.mark(marks.byteOffset, a.byteOffset, n),
    anyMissing: (a, n) => kernel.anyMissing(a.byteOffset, n) !== 0,
    countUndefined: (out, a, b, n) => kernel.countUndefined(out.byteOffset, a.byteOffset, b.byteOffset, n),
  };
}
