/** What can go wrong in a way that the user can act on. */
export type ProblemCode =
  | 'bad-file'
  | 'bad-parameter'
  | 'bad-data'
  /** The bytes behind a data cell are not at hand; or are not those that the notebook was made on. */
  | 'file-missing'
  | 'file-changed'
  | 'bad-notebook'
  | 'cancelled'
  | 'worker-died'
  | 'out-of-memory'
  | 'storage'
  | 'internal';

/** A problem as plain data: what crosses a worker boundary, since custom fields of an Error do not. */
export interface ProblemData {
  code: ProblemCode;
  message: string;
  /** Id of the cell whose work failed, where one is known. */
  cell?: string;
}

/**
 * The one error class of Outcrop. The message names the thing, the value and what was expected:
 * `invalid eps: -1; expected a number > 0`.
 */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly cell?: string;

  constructor(code: ProblemCode, message: string, options: { cell?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'Problem';
    this.code = code;
    this.cell = options.cell;
  }
}

/** How engines say that an array, a buffer, a WebAssembly memory, a map or a text could not be made so large. */
const OUT_OF_MEMORY = /allocat|array (length|size)|buffer|out of memory|maximum size|string length/i;

/** Any thrown value as plain data; what is not a Problem is `internal`, its message kept. */
export function toProblemData(error: unknown, cell?: string): ProblemData {
  if (error instanceof Problem) return { code: error.code, message: error.message, cell: error.cell ?? cell };
  if (error instanceof RangeError && OUT_OF_MEMORY.test(error.message)) {
    const wayOut = 'close other tabs, or take fewer events or columns';
    return { code: 'out-of-memory', message: `not enough memory; ${wayOut} (${error.message})`, cell };
  }
  return { code: 'internal', message: error instanceof Error ? error.message : String(error), cell };
}

export function fromProblemData(data: ProblemData): Problem {
  return new Problem(data.code, data.message, { cell: data.cell });
}
