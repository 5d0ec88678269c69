import { type Command, historyPolicy } from '../../notebook/commands.ts';
import type { NotebookChange } from '../../notebook/history.ts';

/** What a tab may do with a notebook that another tab keeps: look at it, select events, and take that back. */
export interface Guest {
  may(what: Command | 'undo' | 'redo'): boolean;
  /** To be told of every change that was made. */
  changed(change: NotebookChange): void;
}

const LOOKS: ReadonlySet<Command['type']> = new Set([
  'applySelection',
  'setSelectionSteps',
  'clearSelection',
  'setView',
]);

export function createGuest(): Guest {
  /** Steps of this guest that can be undone, and redone; those before them are the notebook's. */
  let done = 0;
  let undone = 0;
  return {
    may(what) {
      if (what === 'undo') return done > 0;
      if (what === 'redo') return undone > 0;
      return LOOKS.has(what.type);
    },
    changed(change) {
      if (change.type === 'undo') {
        done--;
        undone++;
      } else if (change.type === 'redo') {
        done++;
        undone--;
      } else if (!change.folds && historyPolicy(change.command, change.options.merge) !== 'ignore') {
        done++;
        undone = 0;
      }
    },
  };
}
