import type { CellKinds } from './cell-kind.ts';
import type { CellDocument, NotebookDocument } from './document.ts';
import { cellsInSteps, selectionRead } from './selection-refs.ts';

/** Which cell reads which. Inputs that name a cell that is gone are left out here; see inputProblems. */
export interface DependencyGraph {
  /** Every cell that can run, after all that it reads; in the notebook's order where that allows. */
  order: string[];
  /** Cell -> the cells that it reads itself, by input or by a selection drawn on them. */
  reads: Map<string, string[]>;
  /** Cell -> the cells that read it themselves. */
  readBy: Map<string, string[]>;
  /** Cells in a circle or behind one: not in `order`. */
  blocked: Set<string>;
}

/** O(cells^2) at worst in time, no recursion: a circle ends in `blocked`, never in a hang. */
export function dependencyGraph(document: NotebookDocument, kinds?: CellKinds): DependencyGraph {
  const known = new Set(document.cells.map((cell) => cell.id));
  const reads = new Map<string, string[]>();
  const readBy = new Map<string, string[]>(document.cells.map((cell) => [cell.id, []]));
  for (const cell of document.cells) {
    const sources = new Set(Object.values(cell.inputs));
    const steps = kinds ? selectionRead(document, cell, kinds) : null;
    for (const id of steps ? cellsInSteps(steps) : []) sources.add(id);
    const present = [...sources].filter((id) => known.has(id));
    reads.set(cell.id, present);
    for (const id of present) readBy.get(id)!.push(cell.id);
  }

  const order: string[] = [];
  const waiting = new Set(known);
  // One pass where every cell stands after what it reads, as it mostly does; a pass without gain ends it.
  for (let before = -1; before !== order.length; ) {
    before = order.length;
    for (const { id } of document.cells) {
      if (!waiting.has(id) || reads.get(id)!.some((source) => waiting.has(source))) continue;
      waiting.delete(id);
      order.push(id);
    }
  }
  return { order, reads, readBy, blocked: waiting };
}

/** All cells that `id` depends on, however far, in running order; without itself. */
export function upstreamOf(graph: DependencyGraph, id: string): string[] {
  return reachable(graph, graph.reads, id);
}

/** All cells that depend on `id`, however far, in running order; without itself. */
export function dependantsOf(graph: DependencyGraph, id: string): string[] {
  return reachable(graph, graph.readBy, id);
}

function reachable(graph: DependencyGraph, edges: Map<string, string[]>, start: string): string[] {
  const found = new Set<string>();
  const queue = [...(edges.get(start) ?? [])];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (id === start || found.has(id)) continue;
    found.add(id);
    queue.push(...(edges.get(id) ?? []));
  }
  const ordered = graph.order.filter((id) => found.has(id));
  return [...ordered, ...[...graph.blocked].filter((id) => found.has(id))];
}

/** One circle of inputs as the ids along it, the first repeated at the end; null where there is none. */
export function findCycle(cells: readonly CellDocument[]): string[] | null {
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  const done = new Set<string>();
  for (const cell of cells) {
    // Depth first by hand: `path` is the way here, `rest` what is still to try at each of its cells.
    const path: string[] = [];
    const rest: string[][] = [];
    const enter = (id: string): void => {
      path.push(id);
      rest.push(Object.values(byId.get(id)!.inputs).filter((source) => byId.has(source)));
    };
    if (!done.has(cell.id)) enter(cell.id);
    while (path.length > 0) {
      const next = rest[rest.length - 1].pop();
      if (next === undefined) {
        rest.pop();
        done.add(path.pop()!);
      } else if (path.includes(next)) return [...path.slice(path.indexOf(next)), next];
      else if (!done.has(next)) enter(next);
    }
  }
  return null;
}
