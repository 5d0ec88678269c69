import { Problem } from '../../core/problem.ts';
import type { CellKinds } from '../../notebook/cell-kind.ts';
import { parseChanges } from '../../notebook/change-text.ts';
import { createDocumentChecker } from '../../notebook/document-checker.ts';
import {
  createNotebook,
  type Notebook,
  type NotebookPast,
  type NotebookState,
} from '../../notebook/history.ts';
import { parseHistory } from '../../notebook/history-text.ts';
import { NewerVersion } from '../../notebook/newer-version.ts';
import { parseNotebook } from '../../notebook/parse-notebook.ts';
import type { Generation, JournalEntry } from './database.ts';

export interface RebuiltNotebook {
  state: NotebookState;
  /** The generation it was built on. */
  from: Generation;
  /** Entries of the journal that were replayed on it. */
  replayed: number;
  /** What was migrated, left out or lost, one line each. */
  changes: string[];
}

interface Attempt extends RebuiltNotebook {
  /** True where nothing is missing. */
  whole: boolean;
}

/**
 * A notebook from what the database holds of it: its last generation and the journal since, or where that does
 * not give all, the one before and the journal since that. `generations` and `journal` in the order they were written.
 * Throws a Problem where no generation can be read, or where a newer Outcrop wrote the last.
 */
export function rebuildNotebook(
  generations: readonly Generation[],
  journal: readonly JournalEntry[],
  kinds: CellKinds,
): RebuiltNotebook {
  const attempts: Attempt[] = [];
  const failures: Problem[] = [];
  for (const generation of generations.toReversed()) {
    try {
      const attempt = rebuildFrom(generation, journal, kinds);
      if (attempt.whole && failures.length > 0) {
        attempt.changes.unshift(
          `the last save could not be read; the one before it and the changes since made up for it: ${failures[0].message}`,
        );
      }
      if (attempt.whole) return attempt;
      attempts.push(attempt);
    } catch (error) {
      // A newer Outcrop's save is not to be written over by an older one.
      if (!(error instanceof Problem) || error instanceof NewerVersion) throw error;
      failures.push(error);
    }
  }
  const [best] = attempts;
  if (!best) throw failures[0] ?? new Problem('bad-notebook', 'nothing is kept of this notebook');
  if (failures.length > 0) {
    best.changes.unshift(
      `the last save could not be read, this is the one before it: ${failures[0].message}`,
    );
  }
  return best;
}

function rebuildFrom(generation: Generation, journal: readonly JournalEntry[], kinds: CellKinds): Attempt {
  const { document, changes } = parseNotebook(generation.text, kinds);
  let past: NotebookPast = { done: [], undone: [] };
  let whole = true;
  if (generation.history !== undefined) {
    try {
      past = parseHistory(generation.history, document, kinds);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      whole = false;
      changes.push(`the undo history could not be read and begins anew: ${error.message}`);
    }
  }
  let notebook = createNotebook(document, kinds, past);
  const entries = journal.filter(({ seq }) => seq > (generation.seq ?? 0));
  const check = createDocumentChecker(kinds);
  check(document);
  let replayed = 0;
  for (const entry of entries) {
    const { state, why } = replay(
      entry,
      (generation.seq ?? 0) + replayed + 1,
      notebook.state(),
      kinds,
      check,
    );
    notebook = createNotebook(state.document, kinds, state);
    if (why !== null) {
      whole = false;
      const time = new Date(entry.at).toISOString().slice(0, 19).replace('T', ' ');
      changes.push(
        `changes from ${time} UTC on could not be replayed and are left out (${entries.length - replayed} of ${entries.length} entries): ${why}`,
      );
      break;
    }
    replayed++;
  }
  return { state: notebook.state(), from: generation, replayed, changes, whole };
}

/** The state after an entry, or after those of its changes that hold, with the reason why the next does not. */
function replay(
  entry: JournalEntry,
  expected: number,
  start: NotebookState,
  kinds: CellKinds,
  check: ReturnType<typeof createDocumentChecker>,
): { state: NotebookState; why: string | null } {
  let state = start;
  if (entry.seq !== expected) return { state, why: `entry ${entry.seq} follows; expected ${expected}` };
  const notebook: Notebook = createNotebook(start.document, kinds, start);
  try {
    for (const change of parseChanges(entry.text)) {
      if (!notebook.replay(change)) return { state, why: `a change of entry ${entry.seq} does not apply` };
      const odd = check(notebook.get()).changes;
      if (odd.length > 0) return { state, why: odd[0] };
      state = notebook.state();
    }
  } catch (error) {
    // An entry is data from outside: whatever it makes commands trip over, it is the entry that is bad.
    return { state, why: error instanceof Error ? error.message : String(error) };
  }
  return { state, why: null };
}
