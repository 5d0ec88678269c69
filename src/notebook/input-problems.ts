import type { CellKinds } from './cell-kind.ts';
import { findCell, type NotebookDocument } from './document.ts';
import { dependencyGraph } from './graph.ts';

export interface InputProblem {
  cell: string;
  /** Name of the input; null where the cell as a whole cannot run. */
  input: string | null;
  reason: 'empty' | 'dangling' | 'wrong-kind' | 'unknown-kind' | 'cyclic';
  message: string;
}

/** Why cells cannot run as they are wired, for the cell to show and the engine to heed. */
export function inputProblems(document: NotebookDocument, kinds: CellKinds): InputProblem[] {
  const problems: InputProblem[] = [];
  const { blocked } = dependencyGraph(document, kinds);
  for (const cell of document.cells) {
    const add = (input: string | null, reason: InputProblem['reason'], message: string): void => {
      problems.push({ cell: cell.id, input, reason, message });
    };
    const schema = kinds.get(cell.kind);
    if (!schema) {
      add(null, 'unknown-kind', `this Outcrop knows no ${cell.kind} cells; it is kept as it is`);
      continue;
    }
    for (const [name, spec] of Object.entries(schema.inputs)) {
      const expected = spec.kinds.map((kind) => kinds.get(kind)?.title ?? kind).join(' or ');
      const id = Object.hasOwn(cell.inputs, name) ? cell.inputs[name] : undefined;
      const source = id === undefined ? undefined : findCell(document, id);
      if (id === undefined) {
        if (!spec.optional) add(name, 'empty', `input ${name} is empty; expected a cell of kind ${expected}`);
      } else if (!source) {
        add(
          name,
          'dangling',
          `input ${name} named the cell ${id}, which is gone; choose a cell of kind ${expected}`,
        );
      } else if (!spec.kinds.includes(source.kind)) {
        add(
          name,
          'wrong-kind',
          `input ${name} names ${id}, a ${source.kind} cell; expected a cell of kind ${expected}`,
        );
      }
    }
    if (blocked.has(cell.id))
      add(
        null,
        'cyclic',
        'it, or a cell that it reads, depends on its own result by inputs or by a selection',
      );
  }
  return problems;
}
