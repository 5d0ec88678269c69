import { Notice } from './Notice.tsx';

interface NotesProps {
  notes: readonly string[];
}

/** Longer ones are folded, so that a list of forty columns does not push the work out of sight. */
const SHORT = 150;

/** Things the user should know about a result; nothing is hidden, long ones open on demand. */
export function Notes({ notes }: NotesProps) {
  return notes.map((note) => (
    <Notice key={note} level="warn">
      {note.length <= SHORT ? (
        note
      ) : (
        <details>
          <summary>{headOf(note)} …</summary>
          {note.slice(headOf(note).length)}
        </details>
      )}
    </Notice>
  ));
}

/** The note up to a break near the limit: after a colon where there is one, else between words. */
function headOf(note: string): string {
  const colon = note.indexOf(': ');
  if (colon > 20 && colon < SHORT) return note.slice(0, colon + 1);
  return note.slice(0, note.lastIndexOf(' ', SHORT - 30));
}
