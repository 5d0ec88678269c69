import { type KeyboardEvent, useMemo, useState } from 'react';
import { cellKinds } from '../../cells/registry.ts';
import { dependencyGraph } from '../../notebook/graph.ts';
import { useApp, useOutcrop, useSession } from '../context.ts';
import { listed } from '../listed.ts';
import { ColumnPanel } from './ColumnPanel.tsx';
import { OutlineFoot } from './OutlineFoot.tsx';
import { gutterWidth, OutlineGraph, ROW } from './OutlineGraph.tsx';
import { outlineLanes } from './outline-lanes.ts';
import { StatusMark } from './StatusMark.tsx';

/** The cells, which reads which, and how each is; then the columns at hand. */
export function Outline() {
  return (
    <nav className="outline" aria-label="Outline">
      <CellList />
      <ColumnPanel />
      <OutlineFoot />
    </nav>
  );
}

function CellList() {
  const { actions } = useOutcrop();
  const document = useSession((s) => s.document);
  const { cells } = document;
  const states = useSession((s) => s.cells);
  const focused = useApp((a) => a.focused);
  const [pointed, setPointed] = useState<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the graph follows from the cells and the named selections
  const reads = useMemo(() => {
    const graph = dependencyGraph(document, cellKinds);
    const rows = new Map(cells.map(({ id }, row) => [id, row]));
    return cells.map(({ id }) => (graph.reads.get(id) ?? []).map((source) => rows.get(source) as number));
  }, [cells, document.selections]);
  const edges = useMemo(() => outlineLanes(reads), [reads]);
  const gutter = gutterWidth(edges);
  const marked = pointed ?? cells.findIndex(({ id }) => id === focused);

  function relationsOf(row: number): string {
    const name = (other: number): string => `${other + 1} ${cells[other].title}`;
    const sources = reads[row].map(name);
    const readers = reads.flatMap((sources, other) => (sources.includes(row) ? [name(other)] : []));
    return [
      sources.length > 0 ? `reads ${listed(sources)}` : '',
      readers.length > 0 ? `read by ${listed(readers)}` : '',
    ]
      .filter((part) => part !== '')
      .join('; ');
  }

  return (
    <div className="outline-cells">
      <OutlineGraph edges={edges} rows={cells.length} marked={marked} />
      <ol style={{ paddingLeft: gutter }} onKeyDown={moveInList}>
        {cells.map((cell, row) => {
          const relations = relationsOf(row);
          return (
            <li key={cell.id} style={{ height: ROW }}>
              <a
                href={`#cell-${cell.id}`}
                aria-current={cell.id === focused ? 'true' : undefined}
                title={relations === '' ? cell.title : `${cell.title}: ${relations}`}
                onPointerEnter={() => setPointed(row)}
                onPointerLeave={() => setPointed(null)}
                onClick={(event) => {
                  event.preventDefault();
                  actions.focusCell(cell.id, 'start');
                }}
              >
                <span className="outline-number">{row + 1}</span>
                <span className="outline-title">{cell.title}</span>
                {cellKinds.get(cell.kind)?.compute && <StatusMark state={states[cell.id]} />}
                {relations !== '' && <span className="visually-hidden">, {relations}</span>}
              </a>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** Arrows go from one cell of the list to the next, Home and End to its ends. */
function moveInList(event: KeyboardEvent<HTMLOListElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const links = [...event.currentTarget.querySelectorAll('a')];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  const places: Record<string, number> = {
    ArrowDown: Math.min(links.length - 1, at + 1),
    ArrowUp: Math.max(0, at - 1),
    Home: 0,
    End: links.length - 1,
  };
  if (at < 0 || !Object.hasOwn(places, event.key)) return;
  event.preventDefault();
  links[places[event.key]].focus();
}
