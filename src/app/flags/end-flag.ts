import { ledgerOf } from '../../cells/flag/flag-ledger.ts';
import { flagsOf } from '../../core/flag/ledger.ts';
import { findCell } from '../../notebook/document.ts';
import type { Outcrop } from '../context.ts';
import { rememberedAuthor } from './author.ts';
import { supersede } from './flag-cell.ts';

/** Withdraws the flag of a record, or settles versions of one that differ by taking this record. */
export function endFlag(
  outcrop: Outcrop,
  cellId: string,
  how: 'flag-withdraw' | 'flag-settle',
  about?: string,
): void {
  const { actions, session } = outcrop;
  const cell = findCell(session.store.getState().document, cellId);
  const ledger = cell ? ledgerOf(cell) : [];
  const record = ledger.find((each) => each.id === about);
  if (!record) return;
  const author = rememberedAuthor() || record.author;
  if (how === 'flag-withdraw') {
    supersede(outcrop, record, { withdrawn: true, author });
    actions.tell('info', `withdrew the flag ${record.name}`, { undo: true });
    return;
  }
  const versions = flagsOf(ledger).find(({ heads }) => heads.includes(record))?.heads ?? [record];
  supersede(outcrop, record, { supersedes: versions.map((each) => each.id), author });
  actions.tell('info', `settled the flag ${record.name}`, { undo: true });
}
