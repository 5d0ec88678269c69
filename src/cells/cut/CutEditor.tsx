import { useId } from 'react';
import { useStore } from 'zustand';
import type { Cut } from '../../core/cut/cut.ts';
import { refusalOfCut } from '../../core/cut/cut-expression.ts';
import type { FlowStep } from '../../core/cut/cut-flow.ts';
import { placeOf } from '../../core/expression/place.ts';
import { toProblemData } from '../../core/problem.ts';
import type { Column } from '../../core/table/column.ts';
import { Select } from '../../ui/Field.tsx';
import { count, percent } from '../../ui/numbers.ts';
import { ExpressionInput } from '../derive/ExpressionInput.tsx';
import { useDraft } from '../derive/use-draft.ts';
import { cutDraft } from './cut-draft.ts';
import type { Reorder } from './use-reorder.ts';

interface CutEditorProps {
  cell: string;
  cut: Cut;
  index: number;
  last: boolean;
  columns: readonly Column[];
  step: FlowStep | undefined;
  rows: number;
  onChange(patch: Partial<Cut>, field: string): void;
  onMove(by: number): void;
  /** Takes the drag that moves it in the list; null where it is alone. */
  grip: ReturnType<Reorder['grip']> | null;
  /** Where a cut that is dragged would come to lie beside it. */
  dropped: 'above' | 'below' | 'self' | null;
  onRemove(): void;
  onSelect(): void;
}

/** One cut of the list: what it removes or keeps, its place, and how many events pass it. */
export function CutEditor(props: CutEditorProps) {
  const { cell, cut, index, columns, step, rows, onChange, grip, dropped } = props;
  const id = useId();
  const known = new Map(columns.map((column) => [column.name, column]));
  const name = useDraft(
    cut.name,
    () => true,
    (text) => onChange({ name: text.slice(0, 200) }, 'name'),
  );
  const expression = useDraft(
    cut.expression,
    (text) => refusalOfCut(text, known) === null,
    (text) => onChange({ expression: text }, 'expression'),
  );
  const refusal = expression.text.trim() === '' ? null : refusalOfCut(expression.text, known);
  const problem =
    refusal === null ? null : { message: toProblemData(refusal).message, place: placeOf(refusal) ?? null };
  const moved = useStore(cutDraft, ({ draft }) =>
    draft?.cell === cell && draft.cut === cut.id ? draft : null,
  );
  const selected = moved?.counts.selected ?? null;
  const passes = selected === null ? step?.passes : cut.sense === 'keep' ? selected : rows - selected;
  const called = cut.name.trim() === '' ? `cut ${index + 1}` : cut.name.trim();
  return (
    <li className={cut.on ? 'cut-item' : 'cut-item off'} data-dropped={dropped ?? undefined}>
      <div className="cut-fields">
        <span
          className="cut-drag"
          title={grip ? 'Drag to another place' : undefined}
          aria-hidden="true"
          {...grip}
        >
          {grip && '⠿'}
        </span>
        <input
          id={id}
          type="checkbox"
          aria-label={`Apply ${called}`}
          title="Apply this cut"
          checked={cut.on}
          onChange={({ target }) => onChange({ on: target.checked }, 'on')}
        />
        <input
          className="input cut-name"
          aria-label={`Name of cut ${index + 1}`}
          placeholder={`cut ${index + 1}`}
          spellCheck={false}
          autoComplete="off"
          maxLength={200}
          value={name.text}
          onChange={({ target }) => name.write(target.value)}
          onBlur={name.commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') name.commit();
          }}
        />
        <Select
          ariaLabel={`What ${called} does`}
          value={cut.sense}
          options={[
            { value: 'remove', label: 'remove where' },
            { value: 'keep', label: 'keep where' },
          ]}
          onChange={(sense) => onChange({ sense }, 'sense')}
        />
        <ExpressionInput
          label={`Expression of ${called}`}
          draft={moved ? { ...expression, text: moved.expression } : expression}
          columns={columns}
          problem={problem}
        />
        <span className="cut-buttons">
          <button
            type="button"
            className="button quiet icon"
            aria-label={`Move ${called} up`}
            disabled={index === 0}
            onClick={() => props.onMove(-1)}
          >
            ↑
          </button>
          <button
            type="button"
            className="button quiet icon"
            aria-label={`Move ${called} down`}
            disabled={props.last}
            onClick={() => props.onMove(1)}
          >
            ↓
          </button>
          <button
            type="button"
            className="button quiet icon"
            aria-label={`Delete ${called}`}
            onClick={props.onRemove}
          >
            ✕
          </button>
        </span>
      </div>
      <div className="cut-told">
        {step && passes !== undefined && step.problem === null && cut.expression.trim() !== '' && (
          <>
            <span>
              alone it removes {count(rows - passes)} of {count(rows)} events (
              {percent((rows - passes) / rows)})
            </span>
            <button
              type="button"
              className="link"
              title="Select the events where its expression holds, in all plots"
              onClick={props.onSelect}
            >
              select where it holds
            </button>
          </>
        )}
        {cut.tuned && (
          <span
            title={`Proposed: ${cut.tuned.expression}.${cut.tuned.expression === cut.expression ? '' : ' Whoever moves a cut while looking at its figures tunes it on the held-out events too.'}`}
          >
            {cut.tuned.expression === cut.expression
              ? `tuned on half of ${cut.tuned.target.name}`
              : `tuned on half of ${cut.tuned.target.name}, then changed by hand`}
          </span>
        )}
      </div>
    </li>
  );
}
