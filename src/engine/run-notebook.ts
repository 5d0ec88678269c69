import type { CellKind, CellState, Files, Frame } from '../cells/contract.ts';
import type { DataResult } from '../cells/data/compute.ts';
import { Problem } from '../core/problem.ts';
import type { Progress } from '../core/progress.ts';
import { cellWithId, type NotebookDocument } from '../notebook/document.ts';
import type { ResultRecord } from '../notebook/result-record.ts';
import { buildFrame } from './frame.ts';
import { createInspector } from './inspector.ts';
import type { Jobs } from './jobs.ts';
import { createMemo } from './memo.ts';
import { recordResults } from './provenance.ts';
import { createScheduler } from './scheduler.ts';

/** A notebook with all that a run of it gave. */
export interface NotebookRun {
  document: NotebookDocument;
  cells: Record<string, CellState>;
  /** By id of the data cell. */
  frames: Record<string, Frame>;
  records: Record<string, ResultRecord>;
}

export interface RunOptions {
  document: NotebookDocument;
  kinds: Map<string, CellKind>;
  /** Its inspect worker is used for this run alone. */
  jobs: Jobs;
  files: Files;
  progress: Progress;
  signal?: AbortSignal;
}

/**
 * Runs all cells of a notebook from nothing, by the scheduler of the app. Cells that fail or cannot run say so in
 * their states; it rejects only where it was called off.
 */
export async function runNotebook({
  document,
  kinds,
  jobs,
  files,
  progress,
  signal,
}: RunOptions): Promise<NotebookRun> {
  const memo = createMemo();
  const inspector = createInspector(jobs.inspect);
  const frameOf = (dataCell: string): Frame | null => buildFrame(document, kinds, dataCell, scheduler.state);
  const scheduler = createScheduler(kinds, () => ({
    jobs,
    files,
    memo: memo.get,
    inspection: async (dataCell) => {
      const frame = frameOf(dataCell);
      const data = scheduler.state(dataCell).result as DataResult | undefined;
      if (frame && data) await inspector.sync(frame, data, () => undefined);
      return inspector.inspection(dataCell);
    },
  }));
  const stop = (): void => {
    for (const { id } of document.cells) scheduler.cancel(id);
  };
  signal?.addEventListener('abort', stop);
  const unsubscribe = scheduler.subscribe(() => {
    const running = document.cells.find(({ id }) => scheduler.state(id).status === 'running');
    const report = running && scheduler.state(running.id).progress;
    if (running && report) progress({ ...report, stage: `${running.title}: ${report.stage}` });
  });
  try {
    scheduler.update(document);
    // What runs by itself once its inputs are there is queued behind what was asked for.
    do {
      if (signal?.aborted) throw new Problem('cancelled', 'cancelled');
      await scheduler.runAll();
    } while (document.cells.some(({ id }) => ['queued', 'running'].includes(scheduler.state(id).status)));
    if (signal?.aborted) throw new Problem('cancelled', 'cancelled');
  } finally {
    unsubscribe();
    signal?.removeEventListener('abort', stop);
  }
  const cells = Object.fromEntries(document.cells.map(({ id }) => [id, scheduler.state(id)]));
  const frames: Record<string, Frame> = {};
  for (const { id, kind } of document.cells) {
    const frame = kind === 'data' ? frameOf(id) : null;
    if (frame) frames[id] = frame;
  }
  return { document, cells, frames, records: await recordResults(document, kinds, (id) => cells[id]) };
}

/** Why a cell has no result, in one line; null where it has. */
export function whyNot(run: NotebookRun, cell: string): string | null {
  const { status, error, reason } = run.cells[cell];
  if (status === 'fresh') return null;
  const { title } = cellWithId(run.document, cell);
  return error?.message ?? reason ?? `${title} did not run`;
}
