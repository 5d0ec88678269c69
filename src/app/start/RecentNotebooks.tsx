import { useEffect, useRef, useState } from 'react';
import { Problem } from '../../core/problem.ts';
import { limits } from '../../notebook/limits.ts';
import { bytes, count } from '../../ui/numbers.ts';
import { useOutcrop, useSession } from '../context.ts';
import type { Keeper } from '../storage/notebook-keeper.ts';
import type { RemovedNotebook } from '../storage/notebook-store.ts';
import type { NotebookStorage, RecentNotebook } from '../storage/storage.ts';
import { savedWhen } from './saved-when.ts';
import { useKept } from './use-kept.ts';

interface RecentNotebooksProps {
  storage: Promise<NotebookStorage | null>;
  keeper: Keeper;
  onClose(): void;
}

const listRecent = (storage: NotebookStorage): Promise<RecentNotebook[]> => storage.listRecent();

/** The notebooks that this browser keeps, to open, to rename or to delete; a deleted one can be put back while the list is open. */
export function RecentNotebooks({ storage, keeper, onClose }: RecentNotebooksProps) {
  const { actions } = useOutcrop();
  const present = useSession((s) => s.document.id);
  const { list, failure, act } = useKept(storage, listRecent);
  const [naming, setNaming] = useState<string | null>(null);
  const [removed, setRemoved] = useState<RemovedNotebook | null>(null);

  const remove = ({ id, title }: RecentNotebook): Promise<void> =>
    act(async (store) => {
      if (await keeper.isOpenElsewhere(id)) {
        throw new Problem('storage', `${title} is open in another tab; close it there first`);
      }
      setRemoved(await store.removeNotebook(id));
    });

  const putBack = (notebook: RemovedNotebook): Promise<void> =>
    act(async (store) => {
      await store.restoreNotebook(notebook);
      setRemoved(null);
    });

  return (
    <section aria-label="Notebooks kept in this browser">
      <h3>Notebooks kept in this browser</h3>
      {failure !== null && (
        <p className="notice bad" role="alert">
          {failure}
        </p>
      )}
      {list === null && failure === null && <p className="empty kept-none">looking …</p>}
      {list?.length === 0 && (
        <p className="empty kept-none">
          None yet. What you open and change is kept here by itself, with its undo history.
        </p>
      )}
      <ul className="kept-list">
        {list?.map((entry) =>
          entry.id === naming ? (
            <TitleForm
              key={entry.id}
              title={entry.title}
              onDone={(title) => {
                setNaming(null);
                if (title !== null) void act(() => keeper.rename(entry.id, title));
              }}
            />
          ) : (
            <li key={entry.id}>
              <button
                type="button"
                className="kept-name"
                onClick={() => (entry.id === present ? onClose() : void actions.openRecent(entry.id))}
              >
                {entry.title}
              </button>
              <span className="kept-facts">
                {entry.id === present && 'open now · '}
                <time dateTime={new Date(entry.savedAt).toISOString()}>
                  {savedWhen(entry.savedAt, Date.now())}
                </time>
                {` · ${count(entry.cells)} ${entry.cells === 1 ? 'cell' : 'cells'} · ${bytes(entry.size)}`}
              </span>
              <button
                type="button"
                className="button quiet"
                aria-label={`Rename ${entry.title}`}
                onClick={() => setNaming(entry.id)}
              >
                Rename
              </button>
              <button
                type="button"
                className="button quiet"
                disabled={entry.id === present}
                title={entry.id === present ? 'It is open; open another one first' : undefined}
                aria-label={`Delete ${entry.title}`}
                onClick={() => void remove(entry)}
              >
                Delete
              </button>
            </li>
          ),
        )}
      </ul>
      {removed && (
        <p className="kept-removed" role="status">
          Deleted “{removed.recent?.title}”.{' '}
          <button type="button" className="button" onClick={() => void putBack(removed)}>
            Undo
          </button>
        </p>
      )}
    </section>
  );
}

/** A line of the list while its title is written: Enter takes it, Esc does not. */
function TitleForm({ title, onDone }: { title: string; onDone(title: string | null): void }) {
  const [draft, setDraft] = useState(title);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const wanted = draft.trim();
  return (
    <li>
      <form
        className="kept-rename"
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted !== '') onDone(wanted === title ? null : wanted);
        }}
      >
        <input
          ref={field}
          className="input"
          aria-label={`New title of ${title}`}
          maxLength={limits.titleLength}
          value={draft}
          onChange={({ target }) => setDraft(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            event.stopPropagation();
            onDone(null);
          }}
        />
        <button type="submit" className="button" disabled={wanted === ''}>
          Rename
        </button>
        <button type="button" className="button quiet" onClick={() => onDone(null)}>
          Keep
        </button>
      </form>
    </li>
  );
}
