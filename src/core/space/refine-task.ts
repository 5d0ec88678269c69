import { startKernel } from '../kernels/kernel.ts';
import { neighborsModule } from '../kernels/neighbors.generated.ts';
import type { Task } from '../threads/task.ts';
import { placeSearch, SEARCH_ROWS, type SearchArgs, type SearchExports, takeRows } from './search-task.ts';

/**
 * refineRange in WebAssembly, to the bit, from the lists that listNeighbors put down; in parts of SEARCH_ROWS rows
 * into the same result.
 */
export const refineTask: Task<SearchArgs> = (args, thread) => {
  const exports = startKernel<SearchExports>(neighborsModule, args.memory);
  placeSearch(exports, args, thread);
  const { memory, own, rows } = args;
  const marksAt = own[thread][own[thread].length - 1];
  new Int32Array(memory.buffer, marksAt, rows).fill(0);
  return (_round, part) => {
    const from = part * SEARCH_ROWS;
    const to = Math.min(rows, from + SEARCH_ROWS);
    exports.refine(from, to);
    takeRows(args, thread, from, to);
  };
};

/** Puts down what was found, for refineTask to begin with. */
export function listNeighbors({ memory, lists, result }: SearchArgs): void {
  new Int32Array(memory.buffer, lists, result.indices.length).set(result.indices);
}
