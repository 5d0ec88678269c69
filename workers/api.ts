import type { ProblemData } from '../src/core/problem.ts';

/** What a worker sends back for each call: its result, or its problem as data. */
export type Answer<T> = { ok: true; value: T } | { ok: false; error: ProblemData };
