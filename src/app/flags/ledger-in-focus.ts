import { dataCellOf } from '../../engine/frame.ts';
import type { CellDocument } from '../../notebook/document.ts';
import type { Outcrop } from '../context.ts';

/** The ledger that a command is about: the one with the focus, else the last of the data that are looked at. */
export function flagCellOf({ app, session }: Outcrop): CellDocument | null {
  const { document, dataCell } = session.store.getState();
  const focused = app.getState().focused;
  const flags = document.cells.filter(({ kind }) => kind === 'flag');
  const here = flags.filter((cell) => dataCellOf(document, cell) === dataCell);
  return flags.find(({ id }) => id === focused) ?? here.at(-1) ?? flags.at(-1) ?? null;
}
