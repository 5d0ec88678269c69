import { Problem } from '../core/problem.ts';
import { applyCellCommand, type CellCommand, checkTitle } from './cell-commands.ts';
import type { CellKinds } from './cell-kind.ts';
import type { NotebookDocument } from './document.ts';
import { type KeepEventsCommand, keepEvents } from './kept-events.ts';
import { limits } from './limits.ts';
import { applySelectionCommand, type SelectionCommand } from './selection-commands.ts';

export type DocumentCommand =
  | { type: 'setTitle'; title: string }
  /** What a save wrote of the results, for a later check to compare with. */
  | { type: 'recordResults'; results: NotebookDocument['results'] }
  /** Puts a plot into the dock, `plot` written `cell/plot`. */
  | { type: 'pin'; plot: string }
  | { type: 'unpin'; plot: string };

/** Every change of a notebook, as plain data: what a button, a key, the palette and a journal all share. */
export type Command = CellCommand | SelectionCommand | KeepEventsCommand | DocumentCommand;

/**
 * What the history makes of a command: 'step' is one undo step; 'merge' folds into the step before it if
 * that was dispatched with the same merge key in the same gesture; 'ignore' is saved but never undone.
 */
export type HistoryPolicy = 'step' | 'merge' | 'ignore';

export function historyPolicy(command: Command, mergeKey?: string): HistoryPolicy {
  if (command.type === 'setView' || command.type === 'recordResults') return 'ignore';
  return mergeKey === undefined ? 'step' : 'merge';
}

/**
 * The document after the command: a new one that shares what did not change, or the same object where
 * nothing did. Throws a Problem 'bad-parameter' and changes nothing where the command does not hold.
 * Deterministic, so that a journal of commands replays to the same document.
 */
export function apply(document: NotebookDocument, command: Command, kinds: CellKinds): NotebookDocument {
  switch (command.type) {
    case 'setTitle': {
      const title = checkTitle(command.title);
      return title === document.title ? document : { ...document, title };
    }
    case 'recordResults':
      return { ...document, results: command.results };
    case 'pin':
      return pin(document, command.plot);
    case 'unpin':
      return document.pinned.includes(command.plot)
        ? { ...document, pinned: document.pinned.filter((plot) => plot !== command.plot) }
        : document;
    case 'keepEvents':
      return keepEvents(document, command);
    case 'applySelection':
    case 'setSelectionSteps':
    case 'clearSelection':
    case 'nameSelection':
    case 'renameSelection':
    case 'removeSelection':
      return applySelectionCommand(document, command);
    default:
      return applyCellCommand(document, command, kinds);
  }
}

function pin(document: NotebookDocument, plot: string): NotebookDocument {
  if (document.pinned.includes(plot)) return document;
  if (plot.length === 0 || plot.length > 200) {
    throw new Problem('bad-parameter', `invalid plot to pin: ${plot.slice(0, 60)}; expected it as cell/plot`);
  }
  if (document.pinned.length >= limits.pinned) {
    throw new Problem('bad-parameter', `${limits.pinned} plots are pinned, which is the most there can be`);
  }
  return { ...document, pinned: [...document.pinned, plot] };
}
