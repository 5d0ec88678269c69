import { createStore } from 'zustand/vanilla';
import type { CutPart } from '../../core/cut/cut.ts';
import type { MovedCounts } from '../../core/cut/moving-cut.ts';

/** A cut while it is being moved in a plot: not in the notebook yet. */
export interface CutDraft {
  cell: string;
  cut: string;
  expression: string;
  parts: CutPart[];
  counts: MovedCounts;
}

/** What is being moved now, for all plots and for the list of cuts; null where nothing is. */
export const cutDraft = createStore<{ draft: CutDraft | null }>(() => ({ draft: null }));
