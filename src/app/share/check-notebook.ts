import type { Files } from '../../cells/contract.ts';
import { cellKinds } from '../../cells/registry.ts';
import type { Progress } from '../../core/progress.ts';
import { type Drift, findDrift } from '../../engine/drift.ts';
import { createJobs } from '../../engine/jobs.ts';
import { recordResults } from '../../engine/provenance.ts';
import { runNotebook } from '../../engine/run-notebook.ts';
import type { SessionState } from '../../engine/session.ts';
import { browserSpawn } from '../../engine/spawn-browser.ts';
import { resultKeys } from '../../notebook/result-keys.ts';

/**
 * Runs the notebook anew, in workers of its own, and compares with the results of the last save, or with those on
 * screen where a cell was changed since. The open notebook is left as it is.
 */
export async function checkNotebook(
  { document, cells }: SessionState,
  files: Files,
  progress: Progress,
  signal: AbortSignal,
): Promise<Drift[]> {
  const keys = resultKeys(document, cellKinds);
  const saved = Object.entries(document.results).filter(([id, { key }]) => keys.get(id) === key);
  const shown = await recordResults(document, cellKinds, (id) => cells[id]);
  const recorded = { ...shown, ...Object.fromEntries(saved) };
  const jobs = createJobs(browserSpawn);
  try {
    const run = await runNotebook({ document, kinds: cellKinds, jobs, files, progress, signal });
    return findDrift(document, cellKinds, recorded, run.records, (id) => run.cells[id]);
  } finally {
    jobs.close();
  }
}
