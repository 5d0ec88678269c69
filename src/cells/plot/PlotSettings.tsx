import { nameWithUnit } from '../../plots/axis-label.ts';
import { type AxisSpec, COLOR_CHOICES, type ColorChoice, type PlotSpec } from '../../plots/plot.ts';
import { SelectField } from '../../ui/Field.tsx';
import type { Frame } from '../contract.ts';
import { chooseColor } from './color-choice.ts';

interface PlotSettingsProps {
  plot: PlotSpec;
  frame: Frame;
  onChange(plot: PlotSpec): void;
}

const COLORS: Record<ColorChoice, string> = {
  plain: 'one colour',
  cluster: 'cluster',
  density: 'density (log)',
  column: 'a column',
  selection: 'selection only',
};

/** What is on the axes, and what the colours mean. */
export function PlotSettings({ plot, frame, onChange }: PlotSettingsProps) {
  const columns = frame.columns
    .filter(({ column }) => column.type !== 'text')
    .map(({ ref, column, from }) => ({
      value: ref,
      label: nameWithUnit(column.name, column.unit),
      group: from,
    }));
  const clusterings = frame.columns.filter(({ isCluster }) => isCluster);
  const paintable = frame.columns.map(({ ref, column, from }) => ({
    value: ref,
    label: column.name,
    group: from,
  }));

  return (
    <div className="plot-settings">
      <AxisFields name="x" axis={plot.x} columns={columns} onChange={(x) => onChange({ ...plot, x })} />
      {plot.type === 'scatter' ? (
        <AxisFields name="y" axis={plot.y} columns={columns} onChange={(y) => onChange({ ...plot, y })} />
      ) : (
        <ScaleField name="y" axis={plot.y} onChange={(y) => onChange({ ...plot, y })} />
      )}
      <SelectField
        label="Colour"
        value={plot.color.by}
        options={COLOR_CHOICES.map((value) => ({ value, label: COLORS[value] }))}
        onChange={(by) => onChange({ ...plot, color: chooseColor(by, plot, frame) })}
      />
      {plot.color.by === 'cluster' && clusterings.length > 1 && (
        <SelectField
          label="Clusters"
          value={plot.color.column ?? clusterings[0].ref}
          options={clusterings.map(({ ref, from }) => ({ value: ref, label: from }))}
          onChange={(column) => onChange({ ...plot, color: { by: 'cluster', column } })}
        />
      )}
      {plot.color.by === 'column' && (
        <SelectField
          label="Column"
          value={plot.color.column ?? ''}
          options={paintable}
          onChange={(column) => onChange({ ...plot, color: { by: 'column', column } })}
        />
      )}
    </div>
  );
}

interface AxisFieldsProps {
  name: 'x' | 'y';
  axis: AxisSpec;
  columns: { value: string; label: string; group: string }[];
  onChange(axis: AxisSpec): void;
}

function AxisFields({ name, axis, columns, onChange }: AxisFieldsProps) {
  return (
    <>
      <SelectField
        label={name}
        value={axis.column ?? ''}
        options={columns}
        onChange={(column) => onChange({ column, scale: axis.scale, range: null })}
      />
      <ScaleField name={name} axis={axis} onChange={onChange} />
    </>
  );
}

type ScaleChoice = 'linear' | 'log' | 'square' | 'down';

/** Scale of an axis: linear or log, squared for a radius, or running downwards as drift time does. */
function ScaleField({ name, axis, onChange }: Omit<AxisFieldsProps, 'columns'>) {
  const value: ScaleChoice =
    axis.scale === 'log' ? 'log' : axis.square ? 'square' : axis.reversed ? 'down' : 'linear';
  return (
    <SelectField
      label={`${name} scale`}
      value={value}
      options={[
        { value: 'linear', label: 'linear' },
        { value: 'log', label: 'log' },
        ...(axis.column === null
          ? []
          : [
              { value: 'square' as const, label: 'square' },
              { value: 'down' as const, label: 'reversed' },
            ]),
      ]}
      onChange={(choice: ScaleChoice) =>
        onChange({
          column: axis.column,
          scale: choice === 'log' ? 'log' : 'linear',
          range: null,
          square: choice === 'square' || undefined,
          reversed: choice === 'down' || undefined,
        })
      }
    />
  );
}
