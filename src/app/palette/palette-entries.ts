import type { DataResult } from '../../cells/data/compute.ts';
import { plotTitle } from '../../cells/plot/plot-title.ts';
import { plotsOf } from '../../cells/plot/plots-of.ts';
import { cellKinds } from '../../cells/registry.ts';
import { frameFor } from '../../engine/session.ts';
import { appCommands } from '../commands.ts';
import type { Outcrop } from '../context.ts';
import type { RecentNotebook } from '../storage/storage.ts';

export interface PaletteEntry {
  /** The same from one opening to the next, so that what was used is found again. */
  id: string;
  label: string;
  /** Other names by which it is found, such as that of the list of keys. */
  also?: readonly string[];
  /** What sort of thing it is, in a word. */
  section: 'Command' | 'Cell' | 'Plot' | 'Column' | 'Selection' | 'Notebook';
  keys: string | null;
  /** Why it cannot be done now. */
  refusal: string | null;
  run(): void;
}

/** All that the palette can find, in the order in which it is shown where nothing is asked for. */
export function paletteEntries(outcrop: Outcrop, recent: readonly RecentNotebook[]): PaletteEntry[] {
  return [
    ...commands(outcrop),
    ...cells(outcrop),
    ...plots(outcrop),
    ...selections(outcrop),
    ...columns(outcrop),
    ...recent
      .filter(({ id }) => id !== outcrop.session.store.getState().document.id)
      .map(({ id, title }) => ({
        id: `notebook ${id}`,
        label: `Open ${title}`,
        section: 'Notebook' as const,
        keys: null,
        refusal: null,
        run: () => void outcrop.actions.openRecent(id),
      })),
  ];
}

function commands(outcrop: Outcrop): PaletteEntry[] {
  return appCommands
    .filter(({ id }) => id !== 'palette')
    .map((command) => ({
      id: command.id,
      label: command.label?.(outcrop) ?? command.name,
      also: [command.name, ...(command.alsoCalled ?? [])],
      section: 'Command',
      keys: command.keys,
      refusal: command.refusal?.(outcrop) ?? null,
      run: () => command.run(outcrop),
    }));
}

function cells({ session, actions }: Outcrop): PaletteEntry[] {
  return session.store.getState().document.cells.map((cell, index) => ({
    id: `cell ${cell.id}`,
    label: `Go to ${index + 1} ${cell.title || (cellKinds.get(cell.kind)?.title ?? cell.kind)}`,
    section: 'Cell',
    keys: null,
    refusal: null,
    run: () => actions.focusCell(cell.id),
  }));
}

function plots({ session, actions }: Outcrop): PaletteEntry[] {
  const state = session.store.getState();
  return state.document.cells
    .filter((cell) => cell.kind === 'plot')
    .flatMap((cell) => {
      const frame = frameFor(state, cell.id);
      if (!frame) return [];
      return plotsOf(cell, state, frame).map((plot) => ({
        id: `plot ${cell.id}/${plot.id}`,
        label: `Show ${plotTitle(plot, frame)}`,
        section: 'Plot' as const,
        keys: null,
        refusal: null,
        run: () => actions.showPlot(cell.id, plot.id),
      }));
    });
}

function selections({ session, actions }: Outcrop): PaletteEntry[] {
  return session.store.getState().document.selections.map(({ id, name, steps }) => ({
    id: `selection ${id}`,
    label: `Select ${name}`,
    section: 'Selection',
    keys: null,
    refusal: null,
    run: () => actions.change({ type: 'setSelectionSteps', steps }, { label: `return to ${name}` }),
  }));
}

function columns({ session, actions }: Outcrop): PaletteEntry[] {
  const { dataCell, document, cells: states, frames } = session.store.getState();
  if (dataCell === null) return [];
  const data = states[dataCell]?.result as DataResult | undefined;
  const showTruth = document.cells.find((cell) => cell.id === dataCell)?.view.showTruth === true;
  const truth = new Set(data?.proposals.filter((p) => p.role === 'truth').map((p) => p.column));
  const plotCell = document.cells.find((cell) => cell.kind === 'plot')?.id;
  return (frames[dataCell]?.columns ?? [])
    .filter(({ cell, column, isCluster, isEmbedding }) => {
      if (isCluster || isEmbedding || column.type === 'text') return false;
      return cell !== dataCell || showTruth || !truth.has(column.name);
    })
    .map(({ ref, column }) => ({
      id: `column ${column.name}`,
      label: `Histogram of ${column.name}`,
      section: 'Column',
      keys: null,
      refusal: plotCell === undefined ? 'there is no cell of plots' : null,
      run: () => plotCell !== undefined && actions.addHistogram(plotCell, ref),
    }));
}
