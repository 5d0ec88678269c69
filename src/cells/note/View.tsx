import { useState } from 'react';
import type { CellHost } from '../contract.ts';
import { Markdown } from './Markdown.tsx';
import type { NoteParams } from './params.ts';

/** Markdown with math; a click on Edit (or Enter on the text) writes, Shift-Enter or Done reads. */
export default function NoteView({ host }: { host: CellHost<NoteParams> }) {
  const { text } = host.cell.params;
  const [editing, setEditing] = useState(text === '');

  if (editing) {
    return (
      <div className="note-edit">
        <textarea
          // biome-ignore lint/a11y/noAutofocus: it appears on the user's own press of Edit, or in a new empty note
          autoFocus
          className="input"
          aria-label="Text of the note, in markdown"
          rows={Math.min(24, Math.max(4, text.split('\n').length + 1))}
          value={text}
          placeholder="Markdown, with $\TeX$ math"
          onChange={(event) =>
            host.setParams({ text: event.target.value }, { merge: `note ${host.cell.id}` })
          }
          onKeyDown={(event) => {
            if (
              event.key === 'Escape' ||
              (event.key === 'Enter' && (event.shiftKey || event.ctrlKey || event.metaKey))
            ) {
              event.preventDefault();
              event.stopPropagation();
              event.currentTarget.closest<HTMLElement>('.cell')?.focus({ preventScroll: true });
              setEditing(false);
            }
          }}
        />
        <button
          type="button"
          className="button"
          onClick={(event) => {
            event.currentTarget.closest<HTMLElement>('.cell')?.focus({ preventScroll: true });
            setEditing(false);
          }}
        >
          Done
        </button>
      </div>
    );
  }
  return (
    <div className="note">
      {text.trim() === '' ? (
        <p className="empty">An empty note. Edit it to write markdown.</p>
      ) : (
        <Markdown text={text} />
      )}
      <button type="button" className="button quiet note-button" onClick={() => setEditing(true)}>
        Edit
      </button>
    </div>
  );
}
