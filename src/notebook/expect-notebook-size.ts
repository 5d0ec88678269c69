import { Problem } from '../core/problem.ts';
import { limits } from './limits.ts';

/** UTF-8 takes at most three bytes a UTF-16 unit; and a mark at the beginning. */
const MOST_BYTES = 3 * limits.textLength + 3;

/** Throws the Problem `bad-notebook` for a file that cannot hold a notebook, before any of it is read. */
export function expectNotebookSize(bytes: number): void {
  if (bytes <= MOST_BYTES) return;
  const megabytes = (size: number): string => (size / 1e6).toFixed(0);
  throw new Problem(
    'bad-notebook',
    `the file has ${megabytes(bytes)} MB; expected a notebook of at most ${megabytes(MOST_BYTES)} MB (one ends in .outcrop.json; data in JSON lines end in .jsonl)`,
  );
}
