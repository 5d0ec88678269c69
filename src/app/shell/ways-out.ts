import type { CellState } from '../../cells/contract.ts';
import { cellKinds } from '../../cells/registry.ts';
import type { Command } from '../../notebook/commands.ts';
import type { CellDocument, NotebookDocument } from '../../notebook/document.ts';
import { dependantsOf, dependencyGraph } from '../../notebook/graph.ts';
import { inputProblems } from '../../notebook/input-problems.ts';
import { sameJson } from '../../notebook/json.ts';
import { newCell } from '../../notebook/new-cell.ts';
import { BUNDLED_RUN } from '../default-notebook.ts';

/** Something sensible to do about a cell that failed or cannot run. */
export type WayOut = { label: string } & (
  | { do: 'run' | 'file' | 'simulate' }
  | { do: 'go'; cell: string }
  | { do: 'change'; commands: Command[] }
);

/** What could help, the most likely first; [] where the cell is well. */
export function waysOut(document: NotebookDocument, cell: CellDocument, state: CellState): WayOut[] {
  if (state.status === 'blocked') return [...connect(document, cell), ...fill(cell), ...goUp(document, cell)];
  if (state.status === 'stale' && state.reason !== null) return goUp(document, cell);
  if (state.error === null) return [];
  const again: WayOut = { label: 'Run again', do: 'run' };
  switch (state.error.code) {
    case 'bad-file':
      return [{ label: 'Choose another file', do: 'file' }, again];
    case 'bad-data':
      return cell.kind === 'data' ? [{ label: 'Choose a file', do: 'file' }, again] : [again];
    case 'bad-parameter':
      return [...reset(cell), again];
    case 'out-of-memory':
      return [again, ...reset(cell)];
    default:
      return [again];
  }
}

/** For each input that is empty or does not fit: the nearest cell that does, or a new one above. */
function connect(document: NotebookDocument, cell: CellDocument): WayOut[] {
  const inputs = cellKinds.get(cell.kind)?.inputs ?? {};
  const at = document.cells.indexOf(cell);
  const readers = new Set(dependantsOf(dependencyGraph(document), cell.id));
  return inputProblems(document, cellKinds)
    .filter((problem) => problem.cell === cell.id && problem.input !== null)
    .flatMap(({ input }): WayOut[] => {
      const name = input as string;
      const { kinds } = inputs[name];
      const fitting = document.cells
        .map((other, index) => ({ other, index }))
        .filter(({ other }) => other.id !== cell.id && !readers.has(other.id) && kinds.includes(other.kind))
        .sort((a, b) => Math.abs(a.index - at) - Math.abs(b.index - at));
      if (fitting.length > 0) {
        return fitting.slice(0, 2).map(({ other, index }) => ({
          label: `Read ${index + 1} ${other.title}`,
          do: 'change',
          commands: [{ type: 'setInput', id: cell.id, input: name, source: other.id }],
        }));
      }
      const made = newCell(document, kinds[0], at, cellKinds);
      return [
        {
          label: `Add a cell ${made.title} above`,
          do: 'change',
          commands: [
            { type: 'addCell', cell: made, index: at },
            { type: 'setInput', id: cell.id, input: name, source: made.id },
          ],
        },
      ];
    });
}

/** A data cell without a source. */
function fill(cell: CellDocument): WayOut[] {
  const { source } = cell.params as { source?: { type?: unknown } };
  if (cell.kind !== 'data' || source?.type !== 'none') return [];
  return [
    { label: 'Open a file', do: 'file' },
    {
      label: 'Take the bundled run',
      do: 'change',
      commands: [
        {
          type: 'setParams',
          id: cell.id,
          params: { source: { type: 'bundled', name: BUNDLED_RUN }, overrides: {} },
        },
      ],
    },
    { label: 'Simulate a run', do: 'simulate' },
  ];
}

/** To the first cell upstream, where there is something to mend or to wait for. */
function goUp(document: NotebookDocument, cell: CellDocument): WayOut[] {
  const reads = dependencyGraph(document, cellKinds).reads.get(cell.id) ?? [];
  return document.cells
    .filter((other) => reads.includes(other.id) && cellKinds.get(other.kind)?.compute)
    .slice(0, 1)
    .map((other) => ({ label: `Go to ${other.title}`, do: 'go', cell: other.id }));
}

/** Back to the parameters of a new cell; the data stay. */
function reset(cell: CellDocument): WayOut[] {
  const kind = cellKinds.get(cell.kind);
  if (!kind) return [];
  const { source: _kept, ...params } = kind.defaults() as Record<string, unknown>;
  const changed = Object.entries(params).some(
    ([key, value]) => !sameJson(cell.params[key], value as CellDocument['params'][string]),
  );
  if (!changed) return [];
  return [
    {
      label: 'Reset the parameters',
      do: 'change',
      commands: [{ type: 'setParams', id: cell.id, params }],
    },
  ];
}
