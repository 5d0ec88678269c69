import { useEffect, useRef, useState } from 'react';
import { useApp, useOutcrop } from '../context.ts';

/** A button that becomes the field for a name. */
export function NameSelection() {
  const { actions } = useOutcrop();
  const [name, setName] = useState<string | null>(null);
  const [taken, setTaken] = useState(false);
  const asked = useApp((a) => a.nameAsked);
  const answered = useRef(asked);
  useEffect(() => {
    if (asked !== answered.current) setName((now) => now ?? '');
    answered.current = asked;
  }, [asked]);
  const button = useRef<HTMLButtonElement>(null);
  /** The keyboard goes back to the button where it was the keyboard that closed the field. */
  const byKey = useRef(false);
  useEffect(() => {
    if (name === null && byKey.current) button.current?.focus();
    byKey.current = false;
  }, [name]);

  function keep(): void {
    const free = name === null || name.trim() === '' || actions.nameSelection(name.trim());
    setTaken(!free);
    if (free) setName(null);
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        className="button"
        title="Keep the selection under a name (N)"
        onClick={() => setName('')}
      >
        Name …
      </button>
      {name !== null && (
        <span className="selection-name">
          <input
            className="input"
            aria-label="Name of the selection"
            placeholder="name, then Enter"
            // biome-ignore lint/a11y/noAutofocus: it appears on the user's own press of Name
            autoFocus
            value={name}
            aria-invalid={taken}
            onChange={(event) => {
              setName(event.target.value);
              setTaken(false);
            }}
            onBlur={keep}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== 'Escape') return;
              // Else the key would press the button that gets the focus.
              event.preventDefault();
              byKey.current = true;
              if (event.key === 'Enter') keep();
              else {
                setTaken(false);
                setName(null);
              }
            }}
          />
          {taken && (
            <span className="field-hint" role="alert">
              this name is taken
            </span>
          )}
        </span>
      )}
    </>
  );
}
