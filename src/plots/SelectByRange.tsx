import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { Clause, SelectionMode } from '../core/table/clause.ts';
import './select-by-range.css';
import type { FigureModel } from './plot.ts';
import { clauseOfFields, type RangeFields } from './range-form.ts';

interface Props {
  model: FigureModel;
  onSelect(clause: Clause, mode: SelectionMode): void;
  onClose?(): void;
}

const MODES: { mode: SelectionMode; words: string }[] = [
  { mode: 'replace', words: 'Select' },
  { mode: 'add', words: 'Add' },
  { mode: 'subtract', words: 'Subtract' },
  { mode: 'intersect', words: 'Intersect' },
];

/** A box of a plot by numbers, for the keyboard and for exact ends. */
export function SelectByRange({ model, onSelect, onClose }: Props) {
  const [fields, setFields] = useState<RangeFields>({ xFrom: '', xTo: '', yFrom: '', yTo: '' });
  const [mode, setMode] = useState<SelectionMode>('replace');
  const [wrong, setWrong] = useState<string | null>(null);
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const { x, y } = model.frame;

  function apply(event: FormEvent): void {
    event.preventDefault();
    const clause = clauseOfFields(fields, model);
    if (typeof clause === 'string') {
      setWrong(clause);
      return;
    }
    setWrong(null);
    onSelect(clause, mode);
  }

  const field = (key: keyof RangeFields, label: string) => (
    <input
      className="input number"
      inputMode="decimal"
      aria-label={label}
      placeholder={key.endsWith('From') ? 'from' : 'to'}
      value={fields[key]}
      aria-describedby={wrong === null ? undefined : id}
      onChange={(event) => setFields({ ...fields, [key]: event.target.value })}
    />
  );

  if (model.selects === 'none') {
    return <p className="empty">{model.message ?? 'There is nothing to select in this plot.'}</p>;
  }
  return (
    <form
      ref={form}
      className="select-by-range"
      onSubmit={apply}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !onClose) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <fieldset>
        <legend>{x.label}</legend>
        {field('xFrom', `${x.label}, from`)} {field('xTo', `${x.label}, to`)}
      </fieldset>
      {model.selects === 'xy' && (
        <fieldset>
          <legend>{y.label}</legend>
          {field('yFrom', `${y.label}, from`)} {field('yTo', `${y.label}, to`)}
        </fieldset>
      )}
      <select
        className="select"
        aria-label="What to do with these events"
        value={mode}
        onChange={(event) => setMode(event.target.value as SelectionMode)}
      >
        {MODES.map((choice) => (
          <option key={choice.mode} value={choice.mode}>
            {choice.words}
          </option>
        ))}
      </select>
      <button type="submit" className="button primary">
        Apply
      </button>
      {onClose && (
        <button type="button" className="button quiet" onClick={onClose}>
          Close
        </button>
      )}
      {wrong !== null && (
        <p id={id} className="select-by-range-wrong" role="alert">
          {wrong}
        </p>
      )}
    </form>
  );
}
