import type { MemoryForecast, MemoryLimits, Refusal } from './preflight-memory.ts';
import type { TimeForecast } from './preflight-time.ts';

/** What a run would cost on this computer. */
export interface Preflight {
  /** Rows that would be fitted, of how many. */
  rows: number;
  tableRows: number;
  /** Rows that are not fitted but placed among the fitted ones: their time is not in the forecast. */
  placed: number;
  threads: number;
  /** Rows of the trials that were run; none where the run is refused. */
  trials: number[];
  /** null where the run is refused. */
  time: TimeForecast | null;
  memory: MemoryForecast;
  limits: MemoryLimits;
  refusal: Refusal | null;
}

/** Rows from which a run is worth a look ahead. */
export const DEAR_ROWS = { umap: 50_000, 'umap-js': 5000 };

/** What the limits are where nothing tells them. */
export const UNKNOWN_LIMITS: MemoryLimits = {
  total: 4e9,
  totalFrom: 'assumed since this browser does not tell how much there is',
  heap: null,
};
