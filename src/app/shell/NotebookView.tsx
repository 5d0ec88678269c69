import { Fragment, memo } from 'react';
import { Menu } from '../../ui/Menu.tsx';
import { addableKinds } from '../commands.ts';
import { useOutcrop, useSession } from '../context.ts';
import { CellFrame } from './CellFrame.tsx';

export const NotebookView = memo(function NotebookView() {
  const cells = useSession((s) => s.document.cells);
  return (
    <main id="notebook" className="notebook">
      <h1 className="visually-hidden">Notebook</h1>
      {cells.map((cell, index) => (
        <Fragment key={cell.id}>
          <CellFrame cell={cell} index={index} last={index === cells.length - 1} />
          <AddCell index={index + 1} />
        </Fragment>
      ))}
      {cells.length === 0 && (
        <div className="empty">
          <p>An empty notebook. Begin with data: open a file, or add a cell.</p>
          <AddCell index={0} />
        </div>
      )}
    </main>
  );
});

function AddCell({ index }: { index: number }) {
  const { actions } = useOutcrop();
  return (
    <div className="add-cell">
      <Menu
        className="button quiet icon"
        name={`Add a cell after cell ${index}`}
        label="+ cell"
        items={addableKinds.map(({ kind, title }) => ({
          label: title,
          onPick: () => void actions.addCell(kind, index),
        }))}
      />
    </div>
  );
}
