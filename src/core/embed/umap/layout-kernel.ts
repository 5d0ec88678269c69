import { hasKernels, MemoryPlan, startKernel } from '../../kernels/kernel.ts';
import { layoutModule } from '../../kernels/layout.generated.ts';
import { CHUNK, type Drawing } from './drawing.ts';
import type { DrawnEdges } from './drawn-edges.ts';
import { type ForceTable, TABLE_BASE, TABLE_SHIFT, TABLE_SIZE } from './force-table.ts';

interface LayoutExports {
  place(...addresses: number[]): void;
  configure(rows: number, shift: number, base: number, size: number): void;
  draw(from: number, to: number, now: number, rate: number): void;
}

/** plainDrawing in WebAssembly, to the bit; null where this machine or this memory cannot run it. */
export function kernelDrawing(
  positions: Float32Array,
  { head, tail, period, due }: DrawnEdges,
  { pull, push }: ForceTable,
  seeds: Int32Array,
): Drawing | null {
  if (!hasKernels) return null;
  const plan = new MemoryPlan();
  const contents = [positions, head, tail, period, due, pull, push, seeds, lanePacking()];
  const addresses = contents.map((array) => plan.room(array.byteLength));
  const listed = plan.room(4 * CHUNK + 16);
  if (!plan.fits) return null;
  const { exports, memory } = startKernel<LayoutExports>(layoutModule, plan);
  contents.forEach((array, i) => {
    const copy = new Int32Array(memory, addresses[i], array.length);
    copy.set(new Int32Array(array.buffer, array.byteOffset, array.length));
  });
  exports.place(...addresses, listed);
  exports.configure(positions.length / 2, TABLE_SHIFT, TABLE_BASE, TABLE_SIZE);
  const inside = new Float32Array(memory, addresses[0], positions.length);
  return {
    draw: (from, to, now, rate) => exports.draw(from, to, now, rate),
    read: (target) => target.set(inside),
  };
}

/** For each set of four lanes, the bytes that bring its lanes to the front: what the kernel swizzles by. */
function lanePacking(): Int32Array {
  const bytes = new Uint8Array(16 * 16);
  for (let mask = 0; mask < 16; mask++) {
    let to = 16 * mask;
    for (let lane = 0; lane < 4; lane++) {
      if (((mask >> lane) & 1) === 1) for (let byte = 0; byte < 4; byte++) bytes[to++] = 4 * lane + byte;
    }
  }
  return new Int32Array(bytes.buffer);
}
