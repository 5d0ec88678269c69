import { Fragment, memo, useLayoutEffect, useRef } from 'react';
import { offeredKinds } from '../../cells/registry.ts';
import { Menu } from '../../ui/Menu.tsx';
import { runCommand } from '../commands.ts';
import { useOutcrop, useSession } from '../context.ts';
import { TutorialProgress } from '../tutorials/TutorialProgress.tsx';
import { CellFrame } from './CellFrame.tsx';
import { useCellDrag } from './use-cell-drag.ts';
import { useKeepPlace } from './use-keep-place.ts';

export const NotebookView = memo(function NotebookView() {
  const { actions } = useOutcrop();
  const cells = useSession((s) => s.document.cells);
  const id = useSession((s) => s.document.id);
  const main = useRef<HTMLElement>(null);
  const shown = useRef(id);
  useLayoutEffect(() => {
    // Another notebook begins at its beginning. The first is there: asking would lay the page out within its first task.
    if (shown.current !== id) main.current?.scrollTo(0, 0);
    shown.current = id;
  }, [id]);
  useKeepPlace(main);
  const drag = useCellDrag(
    cells.map(({ id }) => id),
    actions.moveCell,
  );
  return (
    <main ref={main} id="notebook" className={drag.dragged === null ? 'notebook' : 'notebook dragging'}>
      <h1 className="visually-hidden">Notebook</h1>
      <TutorialProgress />
      {cells.length > 0 && <AddCell index={0} marked={drag.gap === 0} />}
      {cells.map((cell, index) => (
        <Fragment key={cell.id}>
          <CellFrame
            cell={cell}
            index={index}
            last={index === cells.length - 1}
            dragged={drag.dragged === cell.id}
            onGrab={(event) => drag.grab(cell.id, event)}
          />
          <AddCell index={index + 1} marked={drag.gap === index + 1} />
        </Fragment>
      ))}
      {cells.length === 0 && <EmptyNotebook />}
    </main>
  );
});

function AddCell({ index, marked }: { index: number; marked: boolean }) {
  const { actions } = useOutcrop();
  return (
    <div className={marked ? 'add-cell marked' : 'add-cell'}>
      <Menu
        className="button quiet icon"
        name={index === 0 ? 'Add a cell at the beginning' : `Add a cell after cell ${index}`}
        label="+ cell"
        items={offeredKinds.map(({ kind, title, about }) => ({
          label: title,
          hint: about,
          onPick: () => void actions.addCell(kind, index),
        }))}
      />
    </div>
  );
}

/** What one needs to know to begin: the ways in, and what each kind of cell would do. */
function EmptyNotebook() {
  const outcrop = useOutcrop();
  const ways = [
    { id: 'open', label: 'Open a file' },
    { id: 'simulate', label: 'Simulate a run' },
    { id: 'bundled', label: 'The bundled run' },
  ];
  return (
    <div className="empty-notebook">
      <h2>An empty notebook</h2>
      <p className="soft">
        Most begin with data: each of these brings a notebook with the steps from data to clusters.
      </p>
      <p className="ways-out">
        {ways.map(({ id, label }) => (
          <button key={id} type="button" className="button" onClick={() => runCommand(outcrop, id)}>
            {label}
          </button>
        ))}
      </p>
      <p className="soft">Or put it together from cells:</p>
      <ul>
        {offeredKinds.map(({ kind, title, about }) => (
          <li key={kind}>
            <button type="button" className="button" onClick={() => void outcrop.actions.addCell(kind, 0)}>
              + {title}
            </button>
            <span className="soft">{about}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
