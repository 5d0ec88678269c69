import { useState } from 'react';
import { useOutcrop } from '../context.ts';

/** A button that becomes the field for a name. */
export function NameSelection() {
  const { actions } = useOutcrop();
  const [name, setName] = useState<string | null>(null);
  const [taken, setTaken] = useState(false);

  function keep(): void {
    const free = name === null || name.trim() === '' || actions.nameSelection(name.trim());
    setTaken(!free);
    if (free) setName(null);
  }

  if (name === null) {
    return (
      <button
        type="button"
        className="button"
        title="Keep the selection under a name"
        onClick={() => setName('')}
      >
        Name …
      </button>
    );
  }
  return (
    <span className="selection-name">
      <input
        className="input"
        aria-label="Name of the selection"
        placeholder="name, then Enter"
        // biome-ignore lint/a11y/noAutofocus: it appears on the user's own press of Name
        autoFocus
        value={name}
        aria-invalid={taken}
        title={taken ? 'there is a selection of this name already' : undefined}
        onChange={(event) => {
          setName(event.target.value);
          setTaken(false);
        }}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep();
          if (event.key === 'Escape') {
            setTaken(false);
            setName(null);
          }
        }}
      />
      {taken && <span className="field-hint">this name is taken</span>}
    </span>
  );
}
