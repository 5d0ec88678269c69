/** How much a task is: rounds of parts, numbered from 0. */
export interface Work {
  rounds: number;
  parts: number;
}

/** Does one part of one round. */
export type DoPart = (round: number, part: number) => void;

/**
 * What several threads do together. Called once on each of them; the parts that follow come in any order and on
 * any thread, but a round begins only when the one before it is over. Parts of one round write to memory of
 * their own and read what no part of that round writes, so that the outcome does not depend on the threads.
 * @param args plain data and shared memory, the same on every thread.
 * @param thread from 0, for scratch memory of its own.
 */
export type Task<Args> = (args: Args, thread: number) => DoPart;
