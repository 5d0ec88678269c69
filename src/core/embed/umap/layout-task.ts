import { type KernelMemory, kernelMemory, MemoryPlan, startKernel } from '../../kernels/kernel.ts';
import { layoutModule } from '../../kernels/layout.generated.ts';
import type { Task } from '../../threads/task.ts';
import { BLOCKS_A_CALL, type Drawing, LANES, POOL, RUN, rateAt } from './drawing.ts';
import { BLOCK, listEdges } from './drawn-edges.ts';
import { TABLE_BASE, TABLE_SHIFT, TABLE_SIZE } from './force-table.ts';

/** The number of each due edge of a run within it, one group of eight more; then 16 bytes for each. */
const RUN_BYTES = 2 * RUN + 16 + 16 * RUN;

interface LayoutExports {
  place(...addresses: number[]): void;
  configure(rows: number, shift: number, base: number, size: number, negativeSamples: number): void;
  turnTo(seen: number, moved: number, first: number, count: number, generator: number): void;
  draw(fromBlock: number, toBlock: number, epoch: number, rate: number): void;
}

/** A layout in the memory of the kernel: an epoch is a round. */
export interface LayoutArgs {
  memory: KernelMemory;
  /** Where the rows are at the start of even and of odd epochs. */
  places: [number, number];
  seeds: number;
  shared: number[];
  /** Room for a run of edges and for a pool, a thread each. */
  runs: number[];
  pools: number[];
  blockBounds: Int32Array;
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
  const blocks = edges.blockBounds[edges.blockBounds.length - 1];
  const edgesAt = [4 * (blocks + 1), 4 * edges.edges, 2 * edges.edges].map((bytes) => plan.room(bytes));
  const tables = [table.pull, table.push, lanePacking()];
  const tablesAt = tables.map((array) => plan.room(array.byteLength));
  const runs = Array.from({ length: threads }, () => plan.room(RUN_BYTES));
  const pools = runs.map(() => plan.room(8 * POOL));
  if (!plan.fits) return null;
  const memory = kernelMemory(plan, shares);
  const floats = (at: number, length: number): Float32Array => new Float32Array(memory.buffer, at, length);
  const integers = (at: number, length: number): Int32Array => new Int32Array(memory.buffer, at, length);
  floats(even, start.length).set(start);
  floats(odd, start.length).set(start);
  integers(seedsAt, seeds.length).set(seeds);
  // Of a million rows these are 130 MB: they are made in place.
  const [blockEdges, ends, rates] = edgesAt;
  listEdges(edges, {
    blockEdges: integers(blockEdges, blocks + 1),
    ends: integers(ends, edges.edges),
    rates: new Uint16Array(memory.buffer, rates, edges.edges),
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
    runs,
    pools,
    blockBounds: edges.blockBounds,
    drawing: { rows, epochs, negativeSamples },
  };
}

/** The rows' places after so many epochs, while no thread is more than one further; not a copy. */
export function placesAfter({ memory, places, drawing }: LayoutArgs, epoch: number): Float32Array {
  return new Float32Array(memory.buffer, places[epoch & 1], 2 * drawing.rows);
}

export const layoutTask: Task<LayoutArgs> = (args, thread) => {
  const { memory, places, seeds, shared, runs, pools, blockBounds, drawing } = args;
  const exports = startKernel<LayoutExports>(layoutModule, memory);
  exports.place(...shared, runs[thread], pools[thread]);
  exports.configure(drawing.rows, TABLE_SHIFT, TABLE_BASE, TABLE_SIZE, drawing.negativeSamples);
  return (epoch, part) => {
    const first = BLOCK * blockBounds[part];
    const count = Math.min(drawing.rows, BLOCK * blockBounds[part + 1]) - first;
    exports.turnTo(places[epoch & 1], places[1 - (epoch & 1)], first, count, seeds + 4 * LANES * part);
    const rate = rateAt(drawing, epoch);
    const end = blockBounds[part + 1];
    for (let from = blockBounds[part]; from < end; from += BLOCKS_A_CALL) {
      exports.draw(from, Math.min(end, from + BLOCKS_A_CALL), epoch + 1, rate);
    }
  };
};

/** For each set of eight lanes of 16 bits, the bytes that bring its lanes to the front: what the kernel swizzles by. */
function lanePacking(): Int32Array {
  const bytes = new Uint8Array(256 * 16);
  for (let mask = 0; mask < 256; mask++) {
    let to = 16 * mask;
    for (let lane = 0; lane < 8; lane++) {
      if (((mask >> lane) & 1) === 0) continue;
      bytes[to++] = 2 * lane;
      bytes[to++] = 2 * lane + 1;
    }
  }
  return new Int32Array(bytes.buffer);
}
