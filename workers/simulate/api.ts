import type { Progress } from '../../src/core/progress.ts';
import type { SimulateParams } from '../../src/core/simulate/run.ts';
import type { Table } from '../../src/core/table/table.ts';

export interface SimulateApi {
  simulate(params: SimulateParams, progress: Progress): Promise<Table>;
}
