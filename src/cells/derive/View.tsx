import { useMemo } from 'react';
import type { DerivedOffer } from '../../core/derived/offers.ts';
import { SelectField } from '../../ui/Field.tsx';
import type { CellHost } from '../contract.ts';
import type { DataResult } from '../data/compute.ts';
import { ColumnEditor } from './ColumnEditor.tsx';
import type { DeriveResult } from './compute.ts';
import { FunctionHelp } from './FunctionHelp.tsx';
import { Offers } from './Offers.tsx';
import { definitionOf, offersOf } from './offered-columns.ts';
import { blankColumn, type ColumnDefinition, type DeriveParams } from './params.ts';
import { type ColumnPlan, planColumns } from './plan-columns.ts';
import { readableColumns } from './readable-columns.ts';
import './derive.css';

/** New columns, one below the other; a later one may use those above it. */
export default function DeriveView({ host }: { host: CellHost<DeriveParams> }) {
  const { columns, alone } = host.cell.params;
  const data = host.input('data')?.result as DataResult | undefined;
  const beside = host.input('beside')?.result;
  const result = host.state.result as DeriveResult | undefined;
  const readable = useMemo(() => (data ? readableColumns(data, beside) : []), [data, beside]);
  const seen = useMemo(() => new Set(host.frame?.columns.map(({ column }) => column.name)), [host.frame]);
  const plans = planColumns(columns, readable);
  // Two cells may read the same data without knowing of each other; a name still means one column.
  const elsewhere = new Map(
    host.frame?.columns.flatMap(({ column, cell, from, isDerived }) =>
      isDerived && cell !== host.cell.id ? [[column.name, from] as const] : [],
    ),
  );
  const fresh = host.state.status === 'fresh';
  const truth = plans.some((plan) => plan.state === 'ready' && plan.column.role === 'truth');
  const showTruth = host.cell.view.showTruth === true;
  const features = plans.filter(
    (plan) => plan.state === 'ready' && plan.column.feature !== null && plan.column.role === 'feature',
  ).length;

  function change(index: number, patch: Partial<ColumnDefinition>, field: string): void {
    host.setParams(
      { columns: columns.map((column, i) => (i === index ? { ...column, ...patch } : column)) },
      { merge: `${host.cell.id}/${index}/${field}` },
    );
  }

  const taken = new Set(columns.map(({ name }) => name.trim()));
  const offers = data ? offersOf(data).filter(({ name }) => !taken.has(name) && !elsewhere.has(name)) : [];

  function add(wanted: readonly DerivedOffer[]): void {
    const kept = columns.filter(({ name, expression }) => name !== '' || expression !== '');
    host.setParams({ columns: [...kept, ...wanted.map(definitionOf)] });
  }

  if (!data) return <p className="empty">New columns can be written when the data above has been read.</p>;
  return (
    <div className="derive-view">
      <ul className="derive-columns">
        {columns.map((definition, index) => {
          const above = columns.slice(0, index);
          const madeAbove = plans
            .slice(0, index)
            .flatMap((plan) => (plan.state === 'ready' ? [plan.column] : []));
          const plan = (patch: Partial<ColumnDefinition>): ColumnPlan => {
            const wanted = (patch.name ?? definition.name).trim();
            const owner = elsewhere.get(wanted);
            if (owner !== undefined) {
              const message = `invalid name: ${wanted}; ${owner} makes such a column already`;
              return { state: 'wrong', field: 'name', message, place: null };
            }
            return planColumns([...above, { ...definition, ...patch }], readable)[index];
          };
          const name = definition.name.trim();
          return (
            <ColumnEditor
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have no identity but their place
              key={index}
              index={index}
              definition={definition}
              plan={plan}
              columns={[
                ...readable.filter((column) => column.role !== 'truth' || seen.has(column.name)),
                ...madeAbove,
              ]}
              derived={fresh ? result?.derived.find(({ column }) => column.name === name) : undefined}
              summary={host.summaries?.find((summary) => summary.column === name)}
              theme={host.theme}
              onChange={(patch, field) => change(index, patch, field)}
              onRemove={
                columns.length > 1 || definition.name !== '' || definition.expression !== ''
                  ? () => host.setParams({ columns: columns.filter((_, i) => i !== index) })
                  : null
              }
            />
          );
        })}
      </ul>
      <div className="derive-foot">
        <button
          type="button"
          className="button"
          onClick={() => host.setParams({ columns: [...columns, { ...blankColumn }] })}
        >
          + column
        </button>
        {truth && (
          <button
            type="button"
            className="button"
            aria-pressed={showTruth}
            title="A column made from truth is truth: hidden until you ask, and never a feature"
            onClick={() => host.setView({ showTruth: !showTruth })}
          >
            {showTruth ? 'Hide what is made from truth' : 'Show what is made from truth'}
          </button>
        )}
        <FunctionHelp />
      </div>
      <Offers offers={offers} onAdd={add} />
      {features > 0 && (
        <div className="derive-embed">
          <SelectField
            label={`Its ${features === 1 ? 'feature' : `${features} features`}`}
            hint="What an embedding that reads this cell goes by. Alone, events lie by how far they are from what the run does by itself"
            value={alone ? 'alone' : 'beside'}
            options={[
              { value: 'beside', label: 'beside those of the data' },
              { value: 'alone', label: 'alone' },
            ]}
            onChange={(value) => host.setParams({ alone: value === 'alone' })}
          />
          <button
            type="button"
            className="button"
            title="Adds an embedding of these features alone, its clusters and plots, and runs them: what the run's own curves do not explain lies apart"
            onClick={() => host.command('embed-derived')}
          >
            Embed these alone
          </button>
          {!alone && (
            <span className="derive-hint">
              Features of every embedding that reads this cell: choose it as the input of the embedding.
            </span>
          )}
        </div>
      )}
    </div>
  );
}
