import { type KernelMemory, kernelMemory, MemoryPlan, startKernel } from '../../kernels/kernel.ts';
import { layoutModule } from '../../kernels/layout.generated.ts';
import type { Task } from '../../threads/task.ts';
import { CHUNK, type Drawing, LANES, POOL, rateAt } from './drawing.ts';
import { listEdges } from './drawn-edges.ts';
import { TABLE_BASE, TABLE_SHIFT, TABLE_SIZE } from './force-table.ts';

interface LayoutExports {
  place(...addresses: number[]): void;
  configure(rows: number, shift: number, base: number, size: number, negativeSamples: number): void;
  turnTo(seen: number, moved: number, first: number, count: number, generator: number): void;
  draw(from: number, to: number, now: number, rate: number): void;
}

/** A layout in the memory of the kernel: an epoch is a round. */
export interface LayoutArgs {
  memory: KernelMemory;
  /** Where the rows are at the start of even and of odd epochs. */
  places: [number, number];
  seeds: number;
  shared: number[];
  listed: number[];
  pools: number[];
  rowBounds: Int32Array;
  edgeBounds: Int32Array;
  drawing: Pick<Drawing, 'rows' | 'epochs' | 'negativeSamples'>;
}

/**
 * plainLayout in WebAssembly, to the bit; null where it is beyond the reach of 32-bit addresses. The caller has
 * seen that `hasKernels`.
 */
export function planLayout(drawing: Drawing, threads: number, shares: boolean): LayoutArgs | null {
  const { rows, start, edges, table, seeds, epochs, negativeSamples } = drawing;
  const plan = new MemoryPlan();
  const [even, odd] = [start, start].map((array) => plan.room(array.byteLength));
  const seedsAt = plan.room(seeds.byteLength);
  const edgesAt = [0, 1, 2, 3].map(() => plan.room(4 * edges.edges));
  const tables = [table.pull, table.push, lanePacking()];
  const tablesAt = tables.map((array) => plan.room(array.byteLength));
  const listed = Array.from({ length: threads }, () => plan.room(4 * CHUNK + 16));
  const pools = listed.map(() => plan.room(8 * POOL + 8));
  if (!plan.fits) return null;
  const memory = kernelMemory(plan, shares);
  const floats = (at: number, length: number): Float32Array => new Float32Array(memory.buffer, at, length);
  const integers = (at: number, length: number): Int32Array => new Int32Array(memory.buffer, at, length);
  floats(even, start.length).set(start);
  floats(odd, start.length).set(start);
  integers(seedsAt, seeds.length).set(seeds);
  // Of a million rows these are 800 MB: they are made in place.
  const [head, tail, period, due] = edgesAt;
  listEdges(edges, {
    head: integers(head, edges.edges),
    tail: integers(tail, edges.edges),
    period: floats(period, edges.edges),
    due: floats(due, edges.edges),
  });
  floats(tablesAt[0], table.pull.length).set(table.pull);
  floats(tablesAt[1], table.push.length).set(table.push);
  integers(tablesAt[2], tables[2].length).set(tables[2]);
  const shared = [...edgesAt, ...tablesAt];
  return {
    memory,
    places: [even, odd],
    seeds: seedsAt,
    shared,
    listed,
    pools,
    rowBounds: edges.rowBounds,
    edgeBounds: edges.edgeBounds,
    drawing: { rows, epochs, negativeSamples },
  };
}

/** The rows' places after so many epochs, while no thread is more than one further; not a copy. */
export function placesAfter({ memory, places, drawing }: LayoutArgs, epoch: number): Float32Array {
  return new Float32Array(memory.buffer, places[epoch & 1], 2 * drawing.rows);
}

export const layoutTask: Task<LayoutArgs> = (args, thread) => {
  const { memory, places, seeds, shared, listed, pools, rowBounds, edgeBounds, drawing } = args;
  const exports = startKernel<LayoutExports>(layoutModule, memory);
  exports.place(...shared, listed[thread], pools[thread]);
  exports.configure(drawing.rows, TABLE_SHIFT, TABLE_BASE, TABLE_SIZE, drawing.negativeSamples);
  return (epoch, part) => {
    const first = rowBounds[part];
    const generator = seeds + 4 * LANES * part;
    exports.turnTo(places[epoch & 1], places[1 - (epoch & 1)], first, rowBounds[part + 1] - first, generator);
    const rate = rateAt(drawing, epoch);
    const end = edgeBounds[part + 1];
    for (let from = edgeBounds[part]; from < end; from += CHUNK) {
      exports.draw(from, Math.min(end, from + CHUNK), epoch + 1, rate);
    }
  };
};

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
