import { memo, useMemo, useRef, useState } from 'react';
import type { ColumnOverride } from '../../core/rq/decide.ts';
import type { ColumnProposal } from '../../core/rq/proposal.ts';
import type { Role } from '../../core/table/column.ts';
import { Sparkline } from '../../plots/sparkline/Sparkline.tsx';
import { Select } from '../../ui/Field.tsx';
import { count, measured, percent } from '../../ui/numbers.ts';
import type { CellHost } from '../contract.ts';
import type { DataResult } from './compute.ts';
import type { DataParams } from './params.ts';

const ROLES: Role[] = ['feature', 'position', 'time', 'id', 'label', 'truth'];

interface ColumnTableProps {
  host: CellHost<DataParams>;
  result: DataResult;
  showTruth: boolean;
}

/** Every column: is it a feature, how is it transformed, what does it look like, what is missing. */
export const ColumnTable = memo(Columns, sameTable);

/** A selection changes nothing here, and forty rows with pictures are dear to draw. */
function sameTable(a: ColumnTableProps, b: ColumnTableProps): boolean {
  return (
    a.result === b.result &&
    a.showTruth === b.showTruth &&
    a.host.summaries === b.host.summaries &&
    a.host.theme === b.host.theme &&
    a.host.cell === b.host.cell
  );
}

function Columns({ host, result, showTruth }: ColumnTableProps) {
  const [only, setOnly] = useState<'all' | 'features' | 'others'>('all');
  const summaries = useMemo(() => new Map(host.summaries?.map((s) => [s.column, s])), [host.summaries]);
  const rows = result.proposals.filter(
    (p) => (showTruth || p.role !== 'truth') && (only === 'all' || (only === 'features') === p.feature),
  );

  const { overrides } = host.cell.params;
  const answered = useRef({ result, overrides });
  if (answered.current.result !== result) answered.current = { result, overrides };

  /** What the user has asked for shows at once, though the table is decided anew in its worker. */
  function shown<K extends 'feature' | 'role' | 'transform'>(
    proposal: ColumnProposal,
    key: K,
  ): ColumnProposal[K] {
    const waits = answered.current.overrides !== overrides && Object.hasOwn(overrides, proposal.column);
    const asked: ColumnOverride = waits ? overrides[proposal.column] : {};
    return (asked[key] as ColumnProposal[K] | undefined) ?? proposal[key];
  }

  function decide(column: string, patch: ColumnOverride): void {
    const mine = Object.hasOwn(overrides, column) ? overrides[column] : {};
    host.setParams({ overrides: { ...overrides, [column]: { ...mine, ...patch } } });
  }

  return (
    <div className="column-table">
      <div className="column-table-bar">
        <span>
          {count(result.features.length)} of {count(result.proposals.length)} columns taken as features
        </span>
        <Select
          ariaLabel="Columns shown"
          value={only}
          options={[
            { value: 'all', label: 'all columns' },
            { value: 'features', label: 'features' },
            { value: 'others', label: 'left out' },
          ]}
          onChange={(next) => setOnly(next)}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="column-scroll" tabIndex={0} aria-label="Columns of the table">
        <table>
          <thead>
            <tr>
              <th scope="col">use</th>
              <th scope="col">column</th>
              <th scope="col">role</th>
              <th scope="col">transform</th>
              <th scope="col">distribution</th>
              <th scope="col" className="number">
                min
              </th>
              <th scope="col" className="number">
                median
              </th>
              <th scope="col" className="number">
                max
              </th>
              <th scope="col" className="number">
                missing
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((proposal) => {
              const summary = summaries.get(proposal.column);
              const label = proposal.unit ? `${proposal.column} [${proposal.unit}]` : proposal.column;
              return (
                <tr key={proposal.column} className={proposal.feature ? 'is-feature' : ''}>
                  <td>
                    <input
                      type="checkbox"
                      aria-label={`Use ${proposal.column} as a feature`}
                      checked={shown(proposal, 'feature')}
                      disabled={proposal.role === 'truth' || summary?.levels != null}
                      onChange={(event) => decide(proposal.column, { feature: event.target.checked })}
                    />
                  </td>
                  <th
                    scope="row"
                    title={proposal.vocabulary ? `known from ${proposal.vocabulary}` : undefined}
                  >
                    {label}
                    <Note
                      proposal={proposal}
                      infinite={summary?.infinite ?? 0}
                      onKeep={() => decide(proposal.column, { sentinels: [] })}
                    />
                  </th>
                  <td>
                    <Select
                      disabled={proposal.role === 'truth'}
                      ariaLabel={`Role of ${proposal.column}`}
                      value={shown(proposal, 'role')}
                      options={ROLES.map((value) => ({ value, label: value }))}
                      onChange={(role) =>
                        decide(proposal.column, role === 'feature' ? { role } : { role, feature: false })
                      }
                    />
                  </td>
                  <td>
                    {summary?.levels == null && (
                      <Select
                        ariaLabel={`Transform of ${proposal.column}`}
                        value={shown(proposal, 'transform')}
                        options={[
                          { value: 'linear', label: 'linear' },
                          { value: 'log10', label: 'log10' },
                        ]}
                        onChange={(transform) => decide(proposal.column, { transform })}
                      />
                    )}
                  </td>
                  <td>
                    {summary && <Sparkline summary={summary} theme={host.theme} width={90} height={20} />}
                  </td>
                  {summary && !summary.levels ? (
                    <>
                      <td className="number" title={extremesText(summary.extremes)}>
                        {measured(summary.min)}
                      </td>
                      <td className="number">{measured(summary.median)}</td>
                      <td className="number" title={extremesText(summary.extremes)}>
                        {measured(summary.max)}
                      </td>
                    </>
                  ) : (
                    <td colSpan={3}>
                      {summary?.levels
                        ?.slice(0, 3)
                        .map((l) => l.value)
                        .join(', ')}
                    </td>
                  )}
                  <td
                    className="number"
                    title={summary ? `${count(summary.missing)} of ${count(summary.rows)}` : undefined}
                  >
                    {summary && summary.missing > 0 ? percent(summary.missing / summary.rows) : ''}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function extremesText(extremes: { row: number; value: number }[]): string {
  return `most extreme: ${extremes.map(({ row, value }) => `${measured(value)} (row ${row + 1})`).join(', ')}`;
}

/** Why it is left out, and what was done to its values. */
function Note({
  proposal,
  infinite,
  onKeep,
}: {
  proposal: ColumnProposal;
  infinite: number;
  onKeep(): void;
}) {
  const { excluded, sentinels } = proposal;
  if (excluded === null && infinite === 0 && sentinels.length === 0) return null;
  return (
    <small>
      {excluded}
      {infinite > 0 && ` · ${count(infinite)} infinite`}
      {sentinels.length > 0 && (
        <>
          {' · '}
          {sentinels.join(', ')} read as missing{' '}
          <button type="button" className="link" onClick={onKeep}>
            keep as numbers
          </button>
        </>
      )}
    </small>
  );
}
