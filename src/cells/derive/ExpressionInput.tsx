import { useEffect, useId, useLayoutEffect, useRef } from 'react';
import type { Completion } from '../../core/expression/complete.ts';
import type { Place } from '../../core/expression/place.ts';
import { type CompletionList, useCompletions, withCompletion } from './use-completions.ts';
import type { Draft } from './use-draft.ts';

interface ExpressionInputProps {
  label: string;
  draft: Draft;
  columns: readonly { name: string; unit: string | null }[];
  /** What is wrong with it, and where. */
  problem: { message: string; place: Place | null } | null;
}

const PLAIN = /^[a-z_]\w*$/i;

/** What could be written here, of columns that are here. */
function exampleOf(columns: readonly { name: string }[]): string {
  const names = columns.map(({ name }) => name).filter((name) => PLAIN.test(name));
  const known = ['s1_tba', 's2_tba'].every((name) => names.includes(name));
  return known || names.length < 2 ? 's1_tba + s2_tba' : names.slice(-2).join(' + ');
}

/** An expression, with the names that it may go on with; arrows move, Enter and Tab take, Esc closes. */
export function ExpressionInput({ label, draft, columns, problem }: ExpressionInputProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const caret = useRef<number | null>(null);
  const completing = useCompletions(columns);
  const { list } = completing;
  const shown = problem !== null && !draft.typing && list === null;

  useLayoutEffect(() => {
    if (caret.current === null) return;
    input.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });

  function take(completion: Completion): void {
    if (!list) return;
    const next = withCompletion(draft.text, list, completion);
    caret.current = next.caret;
    draft.write(next.text);
    completing.close();
  }

  function press(event: React.KeyboardEvent<HTMLInputElement>): void {
    const { key } = event;
    if (list && (key === 'ArrowDown' || key === 'ArrowUp')) {
      event.preventDefault();
      completing.move(key === 'ArrowDown' ? 1 : -1);
    } else if (list && key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      completing.close();
    } else if (list && list.active >= 0 && (key === 'Enter' || key === 'Tab') && !event.shiftKey) {
      if (event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      event.stopPropagation();
      take(list.list[list.active]);
    } else if (key === 'Enter') {
      completing.close();
      draft.commit();
    } else if (key === ' ' && event.ctrlKey) {
      event.preventDefault();
      completing.typed(draft.text, event.currentTarget.selectionStart ?? draft.text.length);
    } else if (key === 'ArrowLeft' || key === 'ArrowRight' || key === 'Home' || key === 'End') {
      completing.close();
    }
  }

  return (
    <span className="expression">
      <input
        ref={input}
        id={id}
        className="input expression-input"
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={list !== null}
        aria-controls={`${id}-list`}
        aria-activedescendant={list && list.active >= 0 ? `${id}-${list.active}` : undefined}
        aria-invalid={shown}
        aria-describedby={shown ? `${id}-problem` : undefined}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        placeholder={exampleOf(columns)}
        value={draft.text}
        onChange={({ target }) => {
          draft.write(target.value);
          completing.typed(target.value, target.selectionStart ?? target.value.length);
        }}
        onKeyDown={press}
        onPointerDown={completing.close}
        onBlur={() => {
          completing.close();
          draft.commit();
        }}
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Names that fit"
        hidden={list === null}
        className="completions"
      >
        {list && <Options id={id} list={list} onTake={take} />}
      </div>
      {shown && (
        <span id={`${id}-problem`} className="expression-problem" role="alert">
          {problem.place && <Marked text={draft.text} place={problem.place} />}
          {problem.message}
        </span>
      )}
    </span>
  );
}

function Options({
  id,
  list,
  onTake,
}: {
  id: string;
  list: CompletionList;
  onTake(taken: Completion): void;
}) {
  const active = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when another option becomes active
  useEffect(() => void active.current?.scrollIntoView({ block: 'nearest' }), [list.active]);
  return list.list.map((completion, i) => (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the combobox, which keeps the focus
    // biome-ignore lint/a11y/useFocusableInteractive: as above; the combobox names the active one
    <div
      key={`${completion.kind} ${completion.name}`}
      ref={i === list.active ? active : undefined}
      id={`${id}-${i}`}
      role="option"
      aria-selected={i === list.active}
      className="completion"
      // The input would lose the focus, and with it the list, before the click.
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onTake(completion)}
    >
      <span className="completion-name">
        {completion.kind === 'function' ? `${completion.name}( )` : completion.name}
      </span>
      <span className="completion-detail">{completion.detail}</span>
    </div>
  ));
}

/** The text with the place that is wrong marked; a caret where it ends too early. */
function Marked({ text, place: { start, end } }: { text: string; place: Place }) {
  const around = 24;
  const before = text.slice(Math.max(0, start - around), start);
  const after = text.slice(end, end + around);
  return (
    <code aria-hidden="true">
      {start > around && '…'}
      {before}
      <mark>{text.slice(start, end) || '‸'}</mark>
      {after}
      {end + around < text.length && '…'}
    </code>
  );
}
