import { useEffect, useRef, useState } from 'react';
import type { CutProposals } from '../../core/cut/cut.ts';
import { type ProblemData, toProblemData } from '../../core/problem.ts';
import type { ProgressReport } from '../../core/progress.ts';
import type { Bits } from '../../core/table/bits.ts';
import type { SelectionStep } from '../../core/table/clause.ts';
import type { CellJobs } from '../contract.ts';
import type { SearchRequest } from './search-request.ts';

export interface Target {
  name: string;
  steps: SelectionStep[];
}

export type Proposing =
  | { state: 'none' }
  | { state: 'searching'; target: Target; report: ProgressReport; startedAt: number; stageStartedAt: number }
  | { state: 'found'; target: Target; found: CutProposals }
  | { state: 'failed'; error: ProblemData };

export interface Proposals {
  now: Proposing;
  propose(target: Target): void;
  /** Ends a search, or puts what it found away. */
  drop(): void;
}

interface Means {
  cell: string;
  jobs: Pick<CellJobs, 'proposeCuts'>;
  rowsOf(steps: SelectionStep[]): Promise<Bits>;
  request(): SearchRequest | null;
}

/** The same seed for every proposal, so that a list of cuts has held-out events in common. */
export const PROPOSAL_SEED = 1;

/** A search for cuts that the user asked for, in its worker; a later one ends it. */
export function useProposals(means: Means): Proposals {
  const [now, setNow] = useState<Proposing>({ state: 'none' });
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  async function search(target: Target, signal: AbortSignal): Promise<void> {
    const startedAt = Date.now();
    let stageStartedAt = startedAt;
    let stage = '';
    const progress = (report: ProgressReport): void => {
      if (signal.aborted) return;
      if (report.stage !== stage) stageStartedAt = Date.now();
      stage = report.stage;
      setNow({ state: 'searching', target, report, startedAt, stageStartedAt });
    };
    progress({ stage: 'finding the events', done: 0, total: 0 });
    try {
      const request = means.request();
      if (request === null) return setNow({ state: 'none' });
      const rows = await means.rowsOf(target.steps);
      if (signal.aborted) return;
      const question = { quantities: request.quantities, target: rows, rest: null, seed: PROPOSAL_SEED };
      const found = await means.jobs.proposeCuts(
        { cell: means.cell, signal },
        request.table,
        question,
        progress,
      );
      if (!signal.aborted) setNow({ state: 'found', target, found });
    } catch (error) {
      if (!signal.aborted) setNow({ state: 'failed', error: toProblemData(error) });
    }
  }

  return {
    now,
    propose(target) {
      abort.current?.abort();
      abort.current = new AbortController();
      void search(target, abort.current.signal);
    },
    drop() {
      abort.current?.abort();
      setNow({ state: 'none' });
    },
  };
}
