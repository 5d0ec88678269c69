import { denseModule } from '../kernels/dense.generated.ts';
import { hasKernels, type KernelMemory, kernelMemory, MemoryPlan, startKernel } from '../kernels/kernel.ts';

/** A matrix in a room: its first element, and the steps between rows and between columns, in floats. */
export interface MatrixView {
  at: number;
  rowStep: number;
  columnStep: number;
}

/** c = a b, (m x k) times (k x n), n a multiple of 4; rows of b and of c are contiguous. */
export type Multiply = (m: number, n: number, k: number, a: MatrixView, b: MatrixView, c: MatrixView) => void;

/** Floats of one network, and products among them. */
export interface FloatRoom {
  floats: Float32Array;
  multiply: Multiply;
}

interface DenseExports {
  multiply(
    m: number,
    n: number,
    k: number,
    a: number,
    aRow: number,
    aStep: number,
    b: number,
    bRow: number,
    c: number,
    cRow: number,
  ): void;
}

/** The memory of a kernel takes gigabytes of addresses, so it is kept from one network to the next. */
let kept: { memory: KernelMemory; size: number; start: number; exports: DenseExports } | null = null;

/**
 * Room for so many floats, all 0, until it is asked for again: one network at a time has it.
 * @param plain without the kernel, as where WebAssembly has no SIMD; the same bits
 */
export function floatRoom(size: number, plain = !hasKernels): FloatRoom {
  if (plain) {
    const floats = new Float32Array(size);
    return { floats, multiply: (m, n, k, a, b, c) => multiplyPlain(floats, m, n, k, a, b, c) };
  }
  if (kept === null || kept.size < size) {
    const plan = new MemoryPlan();
    const start = plan.room(4 * size);
    const memory = kernelMemory(plan, false);
    kept = { memory, size, start, exports: startKernel<DenseExports>(denseModule, memory) };
  }
  const { memory, start, exports } = kept;
  const floats = new Float32Array(memory.buffer, start, size).fill(0);
  const address = (place: number): number => start + 4 * place;
  return {
    floats,
    multiply(m, n, k, a, b, c) {
      const [left, right, into] = [address(a.at), address(b.at), address(c.at)];
      exports.multiply(
        m,
        n,
        k,
        left,
        4 * a.rowStep,
        4 * a.columnStep,
        right,
        4 * b.rowStep,
        into,
        4 * c.rowStep,
      );
    },
  };
}

/** Each product and each sum is rounded to a single float, over k in its order. O(m n k). */
function multiplyPlain(
  floats: Float32Array,
  m: number,
  n: number,
  k: number,
  a: MatrixView,
  b: MatrixView,
  c: MatrixView,
): void {
  for (let row = 0; row < m; row++) {
    for (let column = 0; column < n; column += 4) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      let p = a.at + row * a.rowStep;
      let q = b.at + column;
      for (let i = 0; i < k; i++) {
        const x = floats[p];
        s0 = Math.fround(s0 + Math.fround(x * floats[q]));
        s1 = Math.fround(s1 + Math.fround(x * floats[q + 1]));
        s2 = Math.fround(s2 + Math.fround(x * floats[q + 2]));
        s3 = Math.fround(s3 + Math.fround(x * floats[q + 3]));
        p += a.columnStep;
        q += b.rowStep;
      }
      const at = c.at + row * c.rowStep + column;
      floats[at] = s0;
      floats[at + 1] = s1;
      floats[at + 2] = s2;
      floats[at + 3] = s3;
    }
  }
}
