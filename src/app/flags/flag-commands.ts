import { type AppCommand, onCell } from '../commands/command.ts';
import type { Outcrop } from '../context.ts';
import { flagCellOf } from './ledger-in-focus.ts';

function noFlags(outcrop: Outcrop): string | null {
  const cell = flagCellOf(outcrop);
  if (!cell) return 'nothing is flagged yet';
  const { records } = cell.params;
  const sealed = cell.view.sealed;
  const some = (Array.isArray(records) && records.length > 0) || (Array.isArray(sealed) && sealed.length > 0);
  return some ? null : 'nothing is flagged yet';
}

type Files = typeof import('./flag-files.ts');

/** What writes and reads files is loaded when it is first asked for. */
function withFiles(act: (files: Files, outcrop: Outcrop) => Promise<void>): (outcrop: Outcrop) => void {
  return (outcrop) => void import('./flag-files.ts').then((files) => act(files, outcrop));
}

/** Flags: from the selection into the ledger, and from there to others. */
export const flagCommands: AppCommand[] = [
  {
    id: 'flag',
    name: 'Flag events',
    keys: 'F',
    group: 'selection',
    refusal: ({ session }) => (session.store.getState().dataCell === null ? 'there is no data yet' : null),
    run: ({ app }) => app.setState({ dialog: 'flag', about: null }),
  },
  {
    id: 'hand-over-html',
    name: 'Hand over: report of flags as HTML',
    keys: null,
    group: 'notebook',
    refusal: noFlags,
    run: withFiles(({ handOver }, outcrop) => handOver(outcrop, 'html')),
  },
  {
    id: 'hand-over-md',
    name: 'Hand over: report of flags as Markdown',
    keys: null,
    group: 'notebook',
    refusal: noFlags,
    run: withFiles(({ handOver }, outcrop) => handOver(outcrop, 'md')),
  },
  {
    id: 'flag-csv',
    name: 'Hand over: flagged events as CSV',
    keys: null,
    group: 'notebook',
    refusal: noFlags,
    run: withFiles(({ writeFlaggedEvents }, outcrop) => writeFlaggedEvents(outcrop)),
  },
  {
    id: 'flag-json',
    name: 'Hand over: ledger of flags for a colleague',
    keys: null,
    group: 'notebook',
    refusal: noFlags,
    run: withFiles(({ exportLedger }, outcrop) => exportLedger(outcrop)),
  },
  {
    id: 'flag-merge',
    name: 'Merge a colleague’s ledger of flags',
    keys: null,
    group: 'notebook',
    refusal: ({ session }) => (session.store.getState().dataCell === null ? 'there is no data yet' : null),
    run: ({ app }) => app.setState({ dialog: 'flag-merge', about: null }),
  },
  {
    id: 'flag-runs',
    name: 'Open a run table with livetimes for the flags',
    keys: null,
    group: 'notebook',
    refusal: (outcrop) => (flagCellOf(outcrop) ? null : 'there is no cell of flags'),
    run: withFiles(({ openRunTable }, outcrop) => openRunTable(outcrop)),
  },
  onCell({
    id: 'export-cuts',
    name: 'Export the cuts of a cell for other programs',
    keys: null,
    verb: 'Export',
    after: ' for pandas, ROOT, straxen …',
    refusal: ({ cell }) => (cell.kind === 'cut' ? null : 'the cell in focus holds no cuts'),
    run: (_, { app }) => app.setState({ dialog: 'export-cuts', about: null }),
  }),
];
