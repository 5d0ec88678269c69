import { cutFlow } from '../../src/core/cut/cut-flow.ts';
import { proposeCuts } from '../../src/core/cut/propose-cuts.ts';
import { heldOutRows } from '../../src/core/cut/tuning-half.ts';
import type { CutApi } from './api.ts';

/** Cuts as a job of a worker: a proposal takes seconds. */
export const cutApi: CutApi = {
  propose: async (table, question, progress) => proposeCuts(table, question, progress),
  flow: async (table, cuts, samples, tuned) => cutFlow(table, cuts, samples, heldOutRows(table.rows, tuned)),
};
