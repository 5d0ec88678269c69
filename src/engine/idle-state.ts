import type { CellState } from '../cells/contract.ts';

/** A cell that has never run. */
export const IDLE: CellState = {
  status: 'stale',
  result: undefined,
  partial: undefined,
  progress: null,
  startedAt: 0,
  stageStartedAt: 0,
  elapsed: null,
  error: null,
  reason: null,
};
