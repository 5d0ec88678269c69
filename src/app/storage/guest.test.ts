import { expect, it } from 'vitest';
import type { Command } from '../../notebook/commands.ts';
import { createDocument } from '../../notebook/document.ts';
import { createNotebook } from '../../notebook/history.ts';
import { sampleKinds } from '../../notebook/sample-kinds.ts';
import { createGuest } from './guest.ts';

it('lets a guest select and take that back, and change nothing', () => {
  const notebook = createNotebook(createDocument('n-1'), sampleKinds);
  notebook.dispatch({ type: 'setTitle', title: 'of the notebook' });
  const guest = createGuest();
  notebook.subscribe((_document, _before, change) => guest.changed(change));
  const lasso: Command = {
    type: 'applySelection',
    step: { mode: 'replace', clause: { type: 'range', column: 'data:x', low: 0, high: 1 } },
  };
  expect(guest.may(lasso)).toBe(true);
  expect(guest.may({ type: 'setTitle', title: 'x' })).toBe(false);
  expect(guest.may({ type: 'pin', plot: 'a/b' })).toBe(false);
  expect(guest.may('undo')).toBe(false);
  notebook.dispatch(lasso);
  notebook.dispatch({ type: 'clearSelection' }, { merge: 'look' });
  for (let steps = 0; steps < 2; steps++) {
    expect(guest.may('undo')).toBe(true);
    notebook.undo();
  }
  // The step before is not the guest's.
  expect(guest.may('undo')).toBe(false);
  expect(notebook.canUndo()).toBe(true);
  notebook.redo();
  notebook.redo();
  expect(guest.may('redo')).toBe(false);
});
