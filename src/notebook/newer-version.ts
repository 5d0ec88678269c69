import { Problem } from '../core/problem.ts';

/** The notebook was written by a newer Outcrop. Told apart, since nothing older may be put in its place. */
export class NewerVersion extends Problem {
  constructor(message: string, options: { cell?: string } = {}) {
    super('bad-notebook', message, options);
  }
}
