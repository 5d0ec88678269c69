import { useEffect, useState } from 'react';
import { toProblemData } from '../../core/problem.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { useOutcrop } from '../context.ts';
import type { NotebookStorage, RecentNotebook } from '../storage/storage.ts';

interface StartDialogProps {
  storage: Promise<NotebookStorage | null>;
  onClose(): void;
}

/** Ways to begin, and the notebooks that this browser keeps. */
export function StartDialog({ storage, onClose }: StartDialogProps) {
  const { actions, app } = useOutcrop();
  const [recent, setRecent] = useState<RecentNotebook[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    storage
      .then((store) => store?.listRecent() ?? [])
      .then(setRecent, (error: unknown) => setFailure(toProblemData(error).message));
  }, [storage]);
  return (
    <Dialog title="Begin" onClose={onClose}>
      <div className="start-ways">
        <button type="button" className="start-way" onClick={() => void actions.openFile()}>
          <strong>Open a file</strong>
          <span>CSV, TSV (also .gz), Parquet, or a saved notebook. It stays on this machine.</span>
        </button>
        <button type="button" className="start-way" onClick={() => app.setState({ dialog: 'simulate' })}>
          <strong>Simulate a run</strong>
          <span>LZ or LUX, any number of events, any seed.</span>
        </button>
        <button type="button" className="start-way" onClick={() => actions.openWelcome()}>
          <strong>The bundled run</strong>
          <span>20,000 simulated events with a population of gas events to find.</span>
        </button>
      </div>
      <h3>Kept in this browser</h3>
      {failure !== null && <p className="empty">They cannot be listed: {failure}</p>}
      {recent === null && failure === null && <p className="empty">looking …</p>}
      {recent?.length === 0 && (
        <p className="empty">No notebook yet. What you change is kept here by itself.</p>
      )}
      <ul className="recent">
        {recent?.map((entry) => (
          <li key={entry.id}>
            <button type="button" className="button quiet" onClick={() => void actions.openRecent(entry.id)}>
              {entry.title}
            </button>
            <span>{new Date(entry.savedAt).toLocaleString()}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
