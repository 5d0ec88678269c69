import { useState } from 'react';
import type { NamedSelection } from '../../notebook/document.ts';
import { useOutcrop, useSession } from '../context.ts';

/** Selections that were given a name: return to one, rename it, drop it. */
export function SelectionNames() {
  const selections = useSession((s) => s.document.selections);
  if (selections.length === 0) return null;
  return (
    <section aria-label="Named selections">
      <div className="panel-head">
        <h2>Named selections</h2>
        <span>{selections.length}</span>
      </div>
      <ul className="selection-names">
        {selections.map((selection) => (
          <SelectionName key={selection.id} selection={selection} />
        ))}
      </ul>
    </section>
  );
}

function SelectionName({ selection }: { selection: NamedSelection }) {
  const { actions } = useOutcrop();
  const [draft, setDraft] = useState<string | null>(null);
  const { id, name } = selection;
  function rename(): void {
    if (draft !== null && draft.trim() !== '' && draft !== name) {
      actions.change({ type: 'renameSelection', id, name: draft.trim() });
    }
    setDraft(null);
  }
  return (
    <li>
      {draft === null ? (
        <button
          type="button"
          className="button quiet"
          title="Select these events again"
          onClick={() =>
            actions.change(
              { type: 'setSelectionSteps', steps: selection.steps },
              { label: `return to ${name}` },
            )
          }
        >
          {name}
        </button>
      ) : (
        <input
          className="input"
          aria-label={`New name of ${name}`}
          // biome-ignore lint/a11y/noAutofocus: it appears on the user's own press of Rename
          autoFocus
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={rename}
          onKeyDown={(event) => {
            if (event.key === 'Enter') rename();
            if (event.key === 'Escape') setDraft(null);
          }}
        />
      )}
      <span>
        <button type="button" className="link" aria-label={`Rename ${name}`} onClick={() => setDraft(name)}>
          rename
        </button>{' '}
        <button
          type="button"
          className="link"
          aria-label={`Explain ${name}`}
          onClick={() => actions.explain(name, selection.steps)}
        >
          explain
        </button>{' '}
        <button
          type="button"
          className="link"
          aria-label={`Drop ${name}`}
          onClick={() => actions.change({ type: 'removeSelection', id })}
        >
          drop
        </button>
      </span>
    </li>
  );
}
