import { simulateRun } from '../../src/core/simulate/simulate-run.ts';
import { shareTable } from '../../src/core/table/share.ts';
import type { SimulateApi } from './api.ts';

/** The simulator as a job of a worker. */
export const simulateApi: SimulateApi = {
  async simulate(params, progress) {
    return shareTable(simulateRun(params, progress));
  },
};
