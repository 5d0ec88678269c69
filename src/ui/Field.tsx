import { type ReactNode, useEffect, useId, useState } from 'react';

interface FieldProps {
  label: string;
  hint?: string;
  children: (id: string) => ReactNode;
}

/** A control under its visible label. */
export function Field({ label, hint, children }: FieldProps) {
  const id = useId();
  return (
    <span className="field" title={hint}>
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {children(id)}
    </span>
  );
}

interface NumberFieldProps {
  label: string;
  hint?: string;
  value: number | null;
  /** Shown when the value is null: what Outcrop would take. */
  placeholder?: string;
  min?: number;
  max?: number;
  step?: number | 'any';
  nullable?: boolean;
  integer?: boolean;
  onChange(value: number | null): void;
}

/** Commits on Enter or on leaving; a value out of bounds is refused in place, the old one stays in force. */
export function NumberField(props: NumberFieldProps) {
  const shown = props.value === null ? '' : String(props.value);
  const [text, setText] = useState(shown);
  const [wrong, setWrong] = useState<string | null>(null);
  useEffect(() => {
    setText(shown);
    setWrong(null);
  }, [shown]);

  function commit(): void {
    if (text === shown) return;
    if (text.trim() === '' && props.nullable) {
      props.onChange(null);
      return;
    }
    const value = Number(text);
    const reason = reasonAgainst(text, value, props);
    setWrong(reason);
    if (reason === null) props.onChange(value);
  }

  return (
    <Field label={props.label} hint={wrong ?? props.hint}>
      {(id) => (
        <>
          <input
            id={id}
            className="input number"
            inputMode="decimal"
            value={text}
            placeholder={props.placeholder}
            aria-invalid={wrong !== null}
            onChange={(event) => setText(event.target.value)}
            onBlur={commit}
            onKeyDown={(event) => {
              if (event.key === 'Enter') commit();
              if (event.key === 'Escape') {
                setText(shown);
                setWrong(null);
              }
            }}
          />
          {wrong !== null && (
            <span className="field-hint" role="alert">
              {wrong}
            </span>
          )}
        </>
      )}
    </Field>
  );
}

function reasonAgainst(text: string, value: number, { min, max, integer }: NumberFieldProps): string | null {
  if (text.trim() === '' || !Number.isFinite(value)) return 'expected a number';
  if (integer && !Number.isInteger(value)) return 'expected a whole number';
  if (min !== undefined && value < min) return `expected at least ${min}`;
  if (max !== undefined && value > max) return `expected at most ${max}`;
  return null;
}

interface SelectFieldProps<T extends string> {
  label: string;
  hint?: string;
  value: T;
  options: readonly { value: T; label: string; group?: string }[];
  onChange(value: T): void;
}

export function SelectField<T extends string>({
  label,
  hint,
  value,
  options,
  onChange,
}: SelectFieldProps<T>) {
  return (
    <Field label={label} hint={hint}>
      {(id) => <Select id={id} value={value} options={options} onChange={onChange} />}
    </Field>
  );
}

interface SelectProps<T extends string> {
  id?: string;
  ariaLabel?: string;
  disabled?: boolean;
  value: T;
  options: readonly { value: T; label: string; group?: string }[];
  onChange(value: T): void;
}

/** A native select, with its options in groups where they name one. */
export function Select<T extends string>({
  id,
  ariaLabel,
  disabled,
  value,
  options,
  onChange,
}: SelectProps<T>) {
  const groups = [...new Set(options.map((option) => option.group ?? ''))];
  const known = options.some((option) => option.value === value);
  return (
    <select
      id={id}
      className="select"
      aria-label={ariaLabel}
      disabled={disabled}
      value={value}
      onChange={(event) => onChange(event.target.value as T)}
    >
      {!known && <option value={value}>{value === '' ? 'choose ...' : `${value} (not there)`}</option>}
      {groups.map((group) => {
        const members = options
          .filter((option) => (option.group ?? '') === group)
          .map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ));
        return group === '' ? (
          members
        ) : (
          <optgroup key={group} label={group}>
            {members}
          </optgroup>
        );
      })}
    </select>
  );
}
