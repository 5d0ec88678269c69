import { useEffect, useState } from 'react';
import { useOutcrop } from '../context.ts';

/** Files may be dropped anywhere on the window. */
export function DropZone() {
  const { actions } = useOutcrop();
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    function enter(event: DragEvent): void {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth++;
      setOver(true);
    }
    function leave(event: DragEvent): void {
      if (!carriesFiles(event)) return;
      depth--;
      if (depth <= 0) setOver(false);
    }
    function allow(event: DragEvent): void {
      if (carriesFiles(event)) event.preventDefault();
    }
    function drop(event: DragEvent): void {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) void actions.openDropped(files);
    }
    addEventListener('dragenter', enter);
    addEventListener('dragleave', leave);
    addEventListener('dragover', allow);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragenter', enter);
      removeEventListener('dragleave', leave);
      removeEventListener('dragover', allow);
      removeEventListener('drop', drop);
    };
  }, [actions]);
  if (!over) return null;
  return (
    <div className="drop-zone">
      Drop data files (CSV, Parquet, ROOT) or a notebook (.outcrop.json); several with the same columns become
      one table
    </div>
  );
}
