import { useId } from 'react';
import type { DerivedColumn } from '../../../workers/derive/api.ts';
import type { ColumnSummary } from '../../core/explain/effect.ts';
import type { Theme } from '../../plots/plot.ts';
import { Select } from '../../ui/Field.tsx';
import { ColumnPreview } from './ColumnPreview.tsx';
import { ExpressionInput } from './ExpressionInput.tsx';
import type { ColumnDefinition } from './params.ts';
import type { ColumnPlan } from './plan-columns.ts';
import { useDraft } from './use-draft.ts';

interface ColumnEditorProps {
  index: number;
  definition: ColumnDefinition;
  /** What this definition would be with other words in it. */
  plan(patch: Partial<ColumnDefinition>): ColumnPlan;
  columns: readonly { name: string; unit: string | null }[];
  /** What came of it, where it is as it was computed. */
  derived: DerivedColumn | undefined;
  summary: ColumnSummary | undefined;
  theme: Theme;
  onChange(patch: Partial<ColumnDefinition>, field: string): void;
  onRemove: (() => void) | null;
}

/** One new column: its name, its expression, its unit, whether it is a feature, and what it looks like. */
export function ColumnEditor(props: ColumnEditorProps) {
  const { index, definition, plan, onChange } = props;
  const id = useId();
  const name = useDraft(
    definition.name,
    (text) => plan({ name: text }).state !== 'wrong',
    (text) => onChange({ name: text }, 'name'),
  );
  const expression = useDraft(
    definition.expression,
    (text) => plan({ expression: text }).state !== 'wrong',
    (text) => onChange({ expression: text }, 'expression'),
  );
  const unit = useDraft(
    definition.unit ?? '',
    () => true,
    (text) => onChange({ unit: text.trim() === '' ? null : text.trim().slice(0, 40) }, 'unit'),
  );
  const now = plan({ name: name.text, expression: expression.text });
  const wrong = now.state === 'wrong' ? now : null;
  const wrongName = wrong?.field === 'name' && !name.typing ? wrong : null;
  const nameless = now.state === 'unfinished' && name.text.trim() === '' && expression.text.trim() !== '';
  const role = now.state === 'ready' ? now.column.role : 'feature';
  const called = name.text.trim() === '' ? `column ${index + 1}` : name.text.trim();
  return (
    <li className="derive-column">
      <div className="derive-fields">
        <span className="derive-name">
          <input
            className="input"
            aria-label={`Name of column ${index + 1}`}
            aria-invalid={wrongName !== null}
            aria-describedby={wrongName || nameless ? `${id}-name` : undefined}
            placeholder="name"
            spellCheck={false}
            autoComplete="off"
            value={name.text}
            onChange={({ target }) => name.write(target.value)}
            onBlur={name.commit}
            onKeyDown={(event) => {
              if (event.key === 'Enter') name.commit();
            }}
          />
          {wrongName && (
            <span id={`${id}-name`} className="expression-problem" role="alert">
              {wrongName.message}
            </span>
          )}
          {!wrongName && nameless && !expression.typing && (
            <span id={`${id}-name`} className="derive-hint">
              it needs a name
            </span>
          )}
        </span>
        <span className="derive-equals" aria-hidden="true">
          =
        </span>
        <ExpressionInput
          label={`Expression of ${called}`}
          draft={expression}
          columns={props.columns}
          problem={wrong?.field === 'expression' ? wrong : null}
        />
        <span className="derive-options">
          <input
            className="input derive-unit"
            aria-label={`Unit of ${called}`}
            title="Unit; empty takes that of the columns it is made of, where it is certain"
            placeholder={(now.state === 'ready' && now.column.unit) || 'unit'}
            spellCheck={false}
            maxLength={40}
            value={unit.text}
            onChange={({ target }) => unit.write(target.value)}
            onBlur={unit.commit}
          />
          <span
            title={
              role === 'feature' ? 'Of embeddings that read this cell' : `made from ${role}: never a feature`
            }
          >
            <Select
              ariaLabel={`Use ${called} as a feature`}
              disabled={role !== 'feature'}
              value={role === 'feature' ? (definition.feature ?? 'no') : 'no'}
              options={[
                { value: 'no', label: 'no feature' },
                { value: 'linear', label: 'feature, linear' },
                { value: 'log10', label: 'feature, log10' },
              ]}
              onChange={(value) => onChange({ feature: value === 'no' ? null : value }, 'feature')}
            />
          </span>
        </span>
        {props.onRemove && (
          <button
            type="button"
            className="button quiet icon derive-remove"
            aria-label={`Remove ${called}`}
            onClick={props.onRemove}
          >
            ✕
          </button>
        )}
      </div>
      {props.derived && <ColumnPreview derived={props.derived} summary={props.summary} theme={props.theme} />}
    </li>
  );
}
