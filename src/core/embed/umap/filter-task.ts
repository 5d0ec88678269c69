import { type KernelMemory, kernelMemory, MemoryPlan, startKernel } from '../../kernels/kernel.ts';
import { spectralModule } from '../../kernels/spectral.generated.ts';
import type { Task } from '../../threads/task.ts';

interface SpectralExports {
  place(...addresses: number[]): void;
  step(
    from: number,
    to: number,
    current: number,
    previous: number,
    next: number,
    middle: number,
    scale: number,
    carry: number,
  ): void;
}

/** Vectors that are filtered together, interleaved: one a lane. */
export const WIDTH = 4;

/** A symmetric matrix, compressed by rows. */
export interface SparseMatrix {
  rows: number;
  offsets: Int32Array;
  targets: Int32Array;
  values: Float32Array;
}

/**
 * The Chebyshev polynomial of a degree, on the part [low, high] of the line mapped to [-1, 1], of a matrix times a
 * block. With degree 1, low -1 and high 1 it is the product of matrix and block.
 */
export interface Polynomial {
  degree: number;
  low: number;
  high: number;
}

/** A matrix with blocks of vectors in the memory of the kernel: a degree is a round. */
export interface FilterArgs {
  memory: KernelMemory;
  shared: number[];
  /** Three blocks that take turns; the first holds the block to be filtered. */
  blocks: number[];
  rowBounds: Int32Array;
  polynomial: Polynomial;
}

/** A round of the recurrence T[n + 1] = 2 x T[n] - T[n - 1], its numbers rounded as the kernel takes them. */
function roundOf({ low, high }: Polynomial, round: number): { middle: number; scale: number; carry: number } {
  const half = (high - low) / 2;
  return {
    middle: Math.fround((high + low) / 2),
    scale: Math.fround((round === 0 ? 1 : 2) / half),
    carry: round === 0 ? 0 : 1,
  };
}

/**
 * A matrix laid out for filtering; null where it is beyond 32-bit addresses. The caller has seen that `hasKernels`.
 * @param fill writes the values.
 */
export function planFilter(
  { rows, offsets, targets }: Omit<SparseMatrix, 'values'>,
  fill: (values: Float32Array) => void,
  rowBounds: Int32Array,
  shares: boolean,
): Omit<FilterArgs, 'polynomial'> | null {
  const plan = new MemoryPlan();
  const contents = [offsets, targets];
  const shared = [...contents, targets].map((array) => plan.room(array.byteLength));
  const blocks = [0, 1, 2].map(() => plan.room(4 * WIDTH * rows));
  if (!plan.fits) return null;
  const memory = kernelMemory(plan, shares);
  contents.forEach((array, i) => {
    new Int32Array(memory.buffer, shared[i], array.length).set(array);
  });
  fill(new Float32Array(memory.buffer, shared[2], targets.length));
  return { memory, shared, blocks, rowBounds };
}

/** The block that holds the vectors after so many rounds; not a copy. */
export function blockAfter(args: Omit<FilterArgs, 'polynomial'>, rounds: number, rows: number): Float32Array {
  return new Float32Array(args.memory.buffer, args.blocks[rounds % 3], WIDTH * rows);
}

export const filterTask: Task<FilterArgs> = ({ memory, shared, blocks, rowBounds, polynomial }) => {
  const exports = startKernel<SpectralExports>(spectralModule, memory);
  exports.place(...shared);
  return (round, part) => {
    const { middle, scale, carry } = roundOf(polynomial, round);
    const [current, next, before] = [0, 1, 2].map((ahead) => blocks[(round + ahead) % 3]);
    // Nothing is before the first: any finite numbers will do.
    const previous = round === 0 ? current : before;
    exports.step(rowBounds[part], rowBounds[part + 1], current, previous, next, middle, scale, carry);
  };
};

/** filterTask in plain TypeScript, to the bit: its oracle and stand-in. */
export function plainFilter(matrix: SparseMatrix, block: Float32Array, polynomial: Polynomial): Float32Array {
  let current = block;
  let previous = block;
  for (let round = 0; round < polynomial.degree; round++) {
    const next = new Float32Array(block.length);
    plainStep(matrix, current, previous, next, roundOf(polynomial, round));
    previous = current;
    current = next;
  }
  return current;
}

function plainStep(
  { rows, offsets, targets, values }: SparseMatrix,
  current: Float32Array,
  previous: Float32Array,
  next: Float32Array,
  { middle, scale, carry }: { middle: number; scale: number; carry: number },
): void {
  const float = Math.fround;
  const sum = new Float32Array(WIDTH);
  for (let row = 0; row < rows; row++) {
    sum.fill(0);
    for (let edge = offsets[row]; edge < offsets[row + 1]; edge++) {
      const value = values[edge];
      const other = WIDTH * targets[edge];
      for (let c = 0; c < WIDTH; c++) sum[c] += float(value * current[other + c]);
    }
    for (let c = 0; c < WIDTH; c++) {
      const at = WIDTH * row + c;
      const moved = float(scale * float(sum[c] - float(middle * current[at])));
      next[at] = moved - float(carry * previous[at]);
    }
  }
}
