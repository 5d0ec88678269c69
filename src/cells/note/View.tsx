import { useEffect, useState } from 'react';
import type { CellHost } from '../contract.ts';
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
        <button type="button" className="button" onClick={() => setEditing(false)}>
          Done
        </button>
      </div>
    );
  }
  return (
    <div className="note">
      <Rendered text={text} />
      <button type="button" className="button quiet note-button" onClick={() => setEditing(true)}>
        Edit
      </button>
    </div>
  );
}

/** The renderer is large, so it comes when the first note is shown; until then the plain text is. */
function Rendered({ text }: { text: string }) {
  const [html, setHtml] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    import('./render-markdown.ts').then(
      ({ renderMarkdown }) => {
        if (current) setHtml(renderMarkdown(text));
      },
      (error: unknown) => {
        if (current) setFailure(String(error));
      },
    );
    return () => {
      current = false;
    };
  }, [text]);
  if (text.trim() === '') return <p className="empty">An empty note. Edit it to write markdown.</p>;
  if (html === null) {
    return (
      <>
        {failure !== null && <p className="field-hint">shown as plain text: {failure}</p>}
        <pre className="note-plain">{text}</pre>
      </>
    );
  }
  // biome-ignore lint/security/noDangerouslySetInnerHtml: renderMarkdown returns DOMPurify's output
  return <div className="markdown" dangerouslySetInnerHTML={{ __html: html }} />;
}
