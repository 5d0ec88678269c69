import type { NotebookDocument } from './document.ts';
import type { NotebookState } from './history.ts';
import { limits } from './limits.ts';

/** The same notebook with its history under another id, its title marked as that of a copy. What they share stays shared. */
export function copyNotebook({ document, done, undone }: NotebookState, id: string): NotebookState {
  const copies = new Map<NotebookDocument, NotebookDocument>();
  const copyOf = (original: NotebookDocument): NotebookDocument => {
    let copy = copies.get(original);
    if (!copy) {
      copy = { ...original, id, title: `${original.title.slice(0, limits.titleLength - 7)} (copy)` };
      copies.set(original, copy);
    }
    return copy;
  };
  return {
    document: copyOf(document),
    done: done.map((step) => ({ ...step, document: copyOf(step.document) })),
    undone: undone.map((step) => ({ ...step, document: copyOf(step.document) })),
  };
}
