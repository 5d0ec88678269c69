import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { Files, Pointer } from '../cells/contract.ts';
import type { Jobs } from '../engine/jobs.ts';
import type { Session, SessionState } from '../engine/session.ts';
import type { DrawingService } from '../plots/drawing-service.ts';
import type { Actions } from './actions.ts';
import type { AppState } from './app-store.ts';

export interface Outcrop {
  session: Session;
  app: StoreApi<AppState>;
  actions: Actions;
  pointer: Pointer;
  /** Where data cells find their bytes. */
  files: Files;
  /** Draws plots of many rows in a worker. */
  drawing: DrawingService;
  jobs: Pick<Jobs, 'cutFlow' | 'estimate' | 'proposeCuts' | 'write'>;
}

export const OutcropContext = createContext<Outcrop | null>(null);

export function useOutcrop(): Outcrop {
  const outcrop = useContext(OutcropContext);
  if (!outcrop) throw new Error('outside the app');
  return outcrop;
}

export function useSession<T>(select: (state: SessionState) => T): T {
  return useStore(useOutcrop().session.store, select);
}

export function useApp<T>(select: (state: AppState) => T): T {
  return useStore(useOutcrop().app, select);
}
