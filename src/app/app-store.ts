import { createStore } from 'zustand/vanilla';
import type { Pointer } from '../cells/contract.ts';
import type { ProgressReport } from '../core/progress.ts';
import type { Theme, Tool } from '../plots/plot.ts';
import type { Choosing } from './choose/choose-data.ts';
import type { Offline } from './offline/keep-offline.ts';
import type { SaveState } from './storage/autosave.ts';
import { preferredTheme } from './theme.ts';

export type OpenDialog =
  | 'start'
  | 'simulate'
  | 'keys'
  | 'palette'
  | 'export-rows'
  | 'check'
  | 'dropped'
  | 'flag'
  | 'flag-merge'
  | 'export-cuts'
  | 'address'
  | null;

export interface Opening {
  what: string;
  report: ProgressReport | null;
  startedAt: number;
  stageStartedAt: number;
  /** Bytes that the table takes once it is read, about; absent where that is not known. */
  memory?: number;
  cancel(): void;
}

/** What belongs to the window and not to the notebook. */
export interface AppState {
  theme: Theme;
  tool: Tool;
  dialog: OpenDialog;
  /** The files that the dialog `dropped` asks about. */
  dropped: File[] | null;
  /** The part of a cell that the last command was about, such as a record of a ledger. */
  about: string | null;
  /** The cell that keys act on. */
  focused: string | null;
  save: SaveState;
  /** Whether the browser keeps the app for use without a network, and whether a new version is ready. */
  offline: Offline;
  /** A file or a run that is being read before a notebook is opened on it. */
  opening: Opening | null;
  /** A file that the user chooses from before it is read. */
  choosing: Choosing | null;
  /** Something went wrong or was done; shown until dismissed. */
  message: { level: 'info' | 'bad'; text: string; undo?: boolean } | null;
  /** How often cuts for the selection were asked for by a key or a command: the inspector answers. */
  cutsAsked: number;
  /** The same for a name of the selection. */
  nameAsked: number;
  /** The last thing told to those who hear the page. */
  said: string;
}

export function createAppStore() {
  return createStore<AppState>(() => ({
    theme: preferredTheme(),
    tool: 'lasso',
    dialog: null,
    dropped: null,
    about: null,
    focused: null,
    opening: null,
    choosing: null,
    save: { state: 'saved', at: null, why: null },
    offline: { state: 'none', update: null },
    message: null,
    cutsAsked: 0,
    nameAsked: 0,
    said: '',
  }));
}

/** The row under the pointer, shared by all plots. */
export function createPointer(): Pointer {
  const listeners = new Set<() => void>();
  let row: number | null = null;
  return {
    get: () => row,
    set(next) {
      if (next === row) return;
      row = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
