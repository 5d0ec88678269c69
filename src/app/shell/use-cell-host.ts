import { useDeferredValue, useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { CellHost, CellState } from '../../cells/contract.ts';
import { cellKinds } from '../../cells/registry.ts';
import { dataCellOf } from '../../engine/frame.ts';
import { IDLE } from '../../engine/idle-state.ts';
import { frameFor } from '../../engine/session.ts';
import type { CellDocument, NotebookDocument } from '../../notebook/document.ts';
import { useApp, useOutcrop, useSession } from '../context.ts';
import { cellCommand } from '../flags/cell-command.ts';

/** The session as one cell sees it. */
export function useCellHost(cell: CellDocument): CellHost {
  const outcrop = useOutcrop();
  const { session, app, actions, pointer, jobs } = outcrop;
  const state = useSession((s) => s.cells[cell.id]) ?? IDLE;
  const frame = useSession((s) => frameFor(s, cell.id));
  const mine = useSession((s) => s.dataCell !== null && dataCellOf(s.document, cell) === s.dataCell);
  // What sets a selection apart is shown before the cells redraw.
  const selected = useDeferredValue(useSession((s) => (mine ? s.selected : null)));
  const selectedCount = useDeferredValue(useSession((s) => (mine ? s.selectedCount : 0)));
  const summaries = useSession((s) => (mine ? s.summaries : null));
  const selection = useSession((s) => s.document.selection);
  const selections = useSession((s) => s.document.selections);
  const pinned = useSession((s) => s.document.pinned);
  const inputs = useSession(useShallow((s) => inputResults(s.cells, cell)));
  const cutCells = useSession(
    useShallow((s) => (cell.kind === 'plot' ? cutsBeside(s.document, cell) : NONE)),
  );
  const theme = useApp((a) => a.theme);
  const tool = useApp((a) => a.tool);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `inputs` stands for the results that input() reads
  return useMemo<CellHost>(
    () => ({
      cell: cell as CellHost['cell'],
      state,
      frame,
      summaries,
      selected,
      selectedCount,
      cutCells,
      selection,
      selections,
      pointer,
      jobs,
      theme,
      tool,
      pinned,
      changeCell: (id, patch, options) => actions.change({ type: 'setParams', id, params: patch }, options),
      setParams: (patch, options) =>
        actions.change({ type: 'setParams', id: cell.id, params: patch }, { merge: options?.merge }),
      setView: (patch) => actions.change({ type: 'setView', id: cell.id, view: patch }),
      setInput: (input, source) => actions.change({ type: 'setInput', id: cell.id, input, source }),
      run: () => void session.run(cell.id),
      cancel: () => session.cancel(cell.id),
      input(name) {
        const { document, cells } = session.store.getState();
        const source = document.cells.find(({ id }) => id === cell.inputs[name]);
        // A cell that was converted gives what its readers were not made for.
        const kinds = cellKinds.get(cell.kind)?.inputs[name]?.kinds;
        if (!source || !kinds?.includes(source.kind)) return null;
        const result = cells[source.id]?.result;
        return result === undefined ? null : { cell: source.id, result };
      },
      resultOf: (id) => session.store.getState().cells[id]?.result,
      choices(name) {
        const kinds = cellKinds.get(cell.kind)?.inputs[name]?.kinds ?? [];
        return session.store
          .getState()
          .document.cells.filter((other) => other.id !== cell.id && kinds.includes(other.kind))
          .map(({ id, title }) => ({ id, title }));
      },
      select: actions.select,
      selectSteps: (steps, what) => actions.change({ type: 'setSelectionSteps', steps }, { label: what }),
      rowsOf: (steps) => session.rowsOf(frame?.dataCell ?? cell.id, steps),
      setTool: (next) => app.setState({ tool: next }),
      pin: (plot) => actions.change({ type: 'pin', plot }),
      unpin: (plot) => actions.change({ type: 'unpin', plot }),
      classify: actions.classify,
      keepModel: actions.keepModel,
      openFile: () => void actions.fillDataCell(cell.id),
      command: (id, about) => cellCommand(outcrop, cell.id, id, about),
      acceptFile: () => void actions.acceptFile(cell.id),
      tell: actions.tell,
    }),
    [
      outcrop,
      actions,
      app,
      session,
      cell,
      state,
      frame,
      summaries,
      selected,
      selectedCount,
      cutCells,
      selection,
      selections,
      pointer,
      jobs,
      theme,
      tool,
      pinned,
      inputs,
    ],
  );
}

const NONE: CellDocument[] = [];

function cutsBeside(document: NotebookDocument, cell: CellDocument): CellDocument[] {
  const data = dataCellOf(document, cell);
  return document.cells.filter((other) => other.kind === 'cut' && dataCellOf(document, other) === data);
}

function inputResults(cells: Record<string, CellState>, cell: CellDocument): unknown[] {
  return Object.values(cell.inputs).map((id) => cells[id]?.result);
}
