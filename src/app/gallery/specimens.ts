import type { CellState } from '../../cells/contract.ts';
import { cellKinds } from '../../cells/registry.ts';
import type { SessionState } from '../../engine/session.ts';
import type { CellDocument } from '../../notebook/document.ts';

export type Pose = 'fresh' | 'stale' | 'running' | 'failed' | 'blocked' | 'folded';

export interface Specimen {
  pose: Pose;
  cell: CellDocument;
  /** The session as this cell would see it. */
  state: SessionState;
}

const POSES: Pose[] = ['fresh', 'stale', 'running', 'failed', 'blocked', 'folded'];

/** Those that a cell of this kind can be in: what computes nothing neither runs nor fails, what reads nothing waits for nobody. */
function posesOf(kind: string): Pose[] {
  const known = cellKinds.get(kind);
  const reads = Object.keys(known?.inputs ?? {}).length > 0 || known?.needs !== undefined;
  return POSES.filter((pose) => {
    if (pose === 'blocked') return reads;
    return known?.compute != null || pose === 'fresh' || pose === 'folded';
  });
}

function posed(pose: Pose, state: CellState, now: number): CellState {
  switch (pose) {
    case 'stale':
      return { ...state, status: 'stale', result: undefined, reason: null, error: null };
    case 'running':
      return {
        ...state,
        status: 'running',
        result: undefined,
        error: null,
        progress: { stage: 'layout: epoch 120 of 400', done: 120, total: 400 },
        startedAt: now - 65_000,
        stageStartedAt: now - 30_000,
      };
    case 'failed':
      return {
        ...state,
        status: 'failed',
        result: undefined,
        elapsed: 1234,
        error: {
          code: 'bad-parameter',
          message:
            'invalid n_neighbors: 4000; expected a whole number from 2 to 1,499, which is one less than there are events in this table',
        },
      };
    case 'blocked':
      return {
        ...state,
        status: 'blocked',
        result: undefined,
        error: null,
        reason: 'waits for a cell, which cannot run yet',
      };
    default:
      return state;
  }
}

/** Every kind of cell in every state, made of a notebook that has run: its results are real, the states are posed. */
export function specimens(state: SessionState, now: number): Specimen[] {
  return state.document.cells.flatMap((cell) => {
    return posesOf(cell.kind).map((pose): Specimen => {
      const title = pose === 'fresh' ? cell.title : `${cell.title} (${pose})`;
      const shown = { ...cell, title, collapsed: pose === 'folded' };
      const cells = state.document.cells.map((other) => (other === cell ? shown : other));
      return {
        pose,
        cell: shown,
        state: {
          ...state,
          document: { ...state.document, cells },
          cells: { ...state.cells, [cell.id]: posed(pose, state.cells[cell.id], now) },
        },
      };
    });
  });
}
