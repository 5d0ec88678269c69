import { Problem } from '../core/problem.ts';
import type { SelectionStep } from '../core/table/clause.ts';
import { isId, type NamedSelection, type NotebookDocument } from './document.ts';
import { sameJson } from './json.ts';
import { limits } from './limits.ts';
import { parseSteps } from './selection-schema.ts';

export type SelectionCommand =
  /** 'replace' starts the list anew, every other mode appends; a second 'invert' takes the first back. */
  | { type: 'applySelection'; step: SelectionStep }
  /** Puts a whole list in place, as when a named selection is returned to. */
  | { type: 'setSelectionSteps'; steps: SelectionStep[] }
  | { type: 'clearSelection' }
  /** Keeps the current selection under a name, or `steps` where they are given. */
  | { type: 'nameSelection'; id: string; name: string; color?: string; steps?: SelectionStep[] }
  | { type: 'renameSelection'; id: string; name?: string; color?: string }
  | { type: 'removeSelection'; id: string };

export function applySelectionCommand(
  document: NotebookDocument,
  command: SelectionCommand,
): NotebookDocument {
  switch (command.type) {
    case 'applySelection':
      return withSelection(
        document,
        afterStep(document.selection, parseSteps([command.step], 'selection')[0]),
      );
    case 'setSelectionSteps':
      return withSelection(document, parseSteps(command.steps, 'selection'));
    case 'clearSelection':
      return document.selection.length === 0 ? document : { ...document, selection: [] };
    case 'nameSelection':
      return nameSelection(document, command);
    case 'renameSelection': {
      const index = selectionIndex(document, command.id);
      const old = document.selections[index];
      const renamed: NamedSelection = {
        ...old,
        name: command.name === undefined ? old.name : checkName(document, command.name, command.id),
      };
      if (command.color !== undefined) renamed.color = checkColor(command.color);
      if (sameJson(renamed, old)) return document;
      return { ...document, selections: document.selections.with(index, renamed) };
    }
    case 'removeSelection':
      return {
        ...document,
        selections: document.selections.toSpliced(selectionIndex(document, command.id), 1),
      };
  }
}

function afterStep(steps: readonly SelectionStep[], step: SelectionStep): SelectionStep[] {
  if (step.mode === 'replace') return [step];
  if (step.mode === 'invert' && steps.at(-1)?.mode === 'invert') return steps.slice(0, -1);
  if (steps.length >= limits.currentSteps) {
    throw new Problem(
      'bad-parameter',
      `the selection holds ${steps.length} steps, which is the most it can; replace or clear it`,
    );
  }
  return [...steps, step];
}

function withSelection(document: NotebookDocument, selection: SelectionStep[]): NotebookDocument {
  if (sameJson(selection, document.selection)) return document;
  return checkTotal({ ...document, selection });
}

function nameSelection(
  document: NotebookDocument,
  command: Extract<SelectionCommand, { type: 'nameSelection' }>,
): NotebookDocument {
  const { id } = command;
  if (!isId(id) || id === 'current') {
    throw new Problem(
      'bad-parameter',
      `invalid selection id: ${id}; expected a letter, then letters, digits, _ or -`,
    );
  }
  if (document.selections.some((selection) => selection.id === id)) {
    throw new Problem('bad-parameter', `selection id ${id} is taken; expected a new one`);
  }
  if (document.selections.length >= limits.selections) {
    throw new Problem(
      'bad-parameter',
      `the notebook holds ${limits.selections} named selections, which is the most it can`,
    );
  }
  const steps = command.steps === undefined ? document.selection : parseSteps(command.steps, 'steps');
  if (steps.length === 0)
    throw new Problem('bad-parameter', 'nothing is selected; expected a selection to name');
  const named: NamedSelection = { id, name: checkName(document, command.name, id), steps };
  if (command.color !== undefined) named.color = checkColor(command.color);
  return checkTotal({ ...document, selections: [...document.selections, named] });
}

function selectionIndex(document: NotebookDocument, id: string): number {
  const index = document.selections.findIndex((selection) => selection.id === id);
  if (index >= 0) return index;
  const known = document.selections.map((selection) => selection.id).join(', ') || 'none';
  throw new Problem('bad-parameter', `no named selection ${id}; the notebook has ${known}`);
}

function checkName(document: NotebookDocument, name: string, id: string): string {
  if (typeof name !== 'string' || name.trim() === '' || name.length > limits.titleLength) {
    throw new Problem(
      'bad-parameter',
      `invalid name of a selection; expected 1 to ${limits.titleLength} characters`,
    );
  }
  if (document.selections.some((selection) => selection.name === name && selection.id !== id)) {
    throw new Problem('bad-parameter', `a selection named ${name} exists; expected another name`);
  }
  return name;
}

function checkColor(color: string): string {
  if (/^#[0-9a-fA-F]{6}$/.test(color)) return color;
  throw new Problem('bad-parameter', `invalid colour: ${color}; expected #rrggbb`);
}

function checkTotal(document: NotebookDocument): NotebookDocument {
  const total = document.selections.reduce((sum, { steps }) => sum + steps.length, document.selection.length);
  if (total <= limits.steps) return document;
  throw new Problem(
    'bad-parameter',
    `the selections would hold ${total} steps; expected at most ${limits.steps}; remove named selections`,
  );
}
