import type { DoPart, Work } from './task.ts';

/** Where threads see what is taken, what is done, and whether one of them has failed. */
export type Board = Int32Array<SharedArrayBuffer>;

const TAKEN = 0;
const DONE = 1;
const STOPPED = 2;
/** Looks at a round that is nearly over before a thread goes to sleep: waking it takes longer. */
const LOOKS = 2000;
/** A sleeper looks up so often even if nobody wakes it, ms. */
const NAP = 1000;

export function makeBoard(): Board {
  return new Int32Array(new SharedArrayBuffer(12));
}

/** Parts that are done, of all rounds. */
export function doneOn(board: Board): number {
  return Atomics.load(board, DONE);
}

/**
 * Takes and does parts until none is left, or another thread has failed. Blocks: never on a page's own thread.
 * @param begin makes ready for the parts. @throws what it or a part throws; then the others stop.
 */
export function workOff(board: Board, { rounds, parts }: Work, begin: () => DoPart): void {
  const total = rounds * parts;
  try {
    const doPart = begin();
    for (;;) {
      const turn = Atomics.add(board, TAKEN, 1);
      if (turn >= total) return;
      const round = Math.floor(turn / parts);
      if (!waitForDone(board, round * parts)) return;
      doPart(round, turn - round * parts);
      const done = Atomics.add(board, DONE, 1) + 1;
      if (done % parts === 0) Atomics.notify(board, DONE);
    }
  } catch (error) {
    Atomics.store(board, STOPPED, 1);
    Atomics.notify(board, DONE);
    throw error;
  }
}

/** False where another thread has failed meanwhile. */
function waitForDone(board: Board, wanted: number): boolean {
  for (let look = 0; ; look++) {
    const done = Atomics.load(board, DONE);
    if (Atomics.load(board, STOPPED) !== 0) return false;
    if (done >= wanted) return true;
    if (look > LOOKS) Atomics.wait(board, DONE, done, NAP);
  }
}
