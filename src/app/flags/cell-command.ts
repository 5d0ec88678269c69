import { ledgerOf } from '../../cells/flag/flag-ledger.ts';
import { flagsOf } from '../../core/flag/ledger.ts';
import { toProblemData } from '../../core/problem.ts';
import { findCell } from '../../notebook/document.ts';
import { runCommand } from '../commands.ts';
import type { Outcrop } from '../context.ts';
import { checkStep } from '../tutorials/check-step.ts';
import { unseal } from '../tutorials/unseal.ts';
import { rememberedAuthor } from './author.ts';
import { supersede } from './flag-cell.ts';

/** What a cell's view asks for: an act on one of its parts, else a command of the app with the cell in focus. */
export function cellCommand(outcrop: Outcrop, cellId: string, id: string, about?: string): void {
  const { app, actions, session } = outcrop;
  app.setState({ focused: cellId, about: about ?? null });
  try {
    switch (id) {
      case 'flag-edit':
        app.setState({ dialog: 'flag' });
        return;
      case 'export-cuts':
        app.setState({ dialog: 'export-cuts' });
        return;
      case 'choose-data':
        void actions.chooseData(cellId);
        return;
      case 'check-step':
        void checkStep(outcrop, cellId, about);
        return;
      case 'unseal':
        unseal(outcrop);
        return;
      case 'flag-withdraw':
      case 'flag-settle': {
        const cell = findCell(session.store.getState().document, cellId);
        const ledger = cell ? ledgerOf(cell) : [];
        const record = ledger.find((each) => each.id === about);
        if (!record) return;
        const author = rememberedAuthor() || record.author;
        if (id === 'flag-withdraw') {
          supersede(outcrop, record, { withdrawn: true, author });
          actions.tell('info', `withdrew the flag ${record.name}`, { undo: true });
          return;
        }
        const versions = flagsOf(ledger).find(({ heads }) => heads.includes(record))?.heads ?? [record];
        supersede(outcrop, record, { supersedes: versions.map((each) => each.id), author });
        actions.tell('info', `settled the flag ${record.name}`, { undo: true });
        return;
      }
      default:
        runCommand(outcrop, id);
    }
  } catch (error) {
    actions.tell('bad', toProblemData(error).message);
  }
}
