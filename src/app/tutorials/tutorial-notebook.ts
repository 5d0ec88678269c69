import { noOverrides } from '../../cells/data/params.ts';
import { cellKinds } from '../../cells/registry.ts';
import { Problem } from '../../core/problem.ts';
import { apply } from '../../notebook/commands.ts';
import { createDocument, type NotebookDocument } from '../../notebook/document.ts';
import { newCell } from '../../notebook/new-cell.ts';
import { tutorialNamed } from '../../tutorials/registry.ts';

/** A fresh notebook of a tutorial: ordinary cells between its tasks. */
export function tutorialNotebook(id: string): NotebookDocument {
  const tutorial = tutorialNamed(id);
  if (!tutorial) throw new Problem('bad-parameter', `there is no tutorial ${id}`);
  let document = createDocument(`n-${crypto.randomUUID()}`, tutorial.title);
  for (const [index, planned] of tutorial.cells.entries()) {
    const { kind, collapsed = false, ...given } = planned;
    const params = kind === 'data' ? { ...noOverrides, ...given.params } : given.params;
    const cell = { ...newCell(document, kind, index, cellKinds, { ...given, params }), collapsed };
    document = apply(document, { type: 'addCell', cell, index }, cellKinds);
  }
  return document;
}
