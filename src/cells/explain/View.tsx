import type { EffectList } from '../../core/explain/effect.ts';
import { count, percent } from '../../ui/numbers.ts';
import type { CellHost } from '../contract.ts';
import { EffectRows } from './EffectRows.tsx';
import { PopulationFields } from './PopulationFields.tsx';
import type { ExplainParams } from './params.ts';

/** What tells one population from another, kept in the notebook. */
export default function ExplainView({ host }: { host: CellHost<ExplainParams> }) {
  const { of, against } = host.cell.params;
  const result = host.state.result as EffectList | undefined;
  return (
    <div className="explain">
      <div className="form-row">
        <PopulationFields host={host} />
        <button
          type="button"
          className="button"
          disabled={!of}
          title={
            of
              ? 'A cell below: how separable the two are for a classifier, on held-out events, and by which quantities'
              : 'Choose a population first'
          }
          onClick={() => of && host.classify(of, against)}
        >
          Train a classifier
        </button>
      </div>
      {result && (
        <>
          <p>
            <strong>{count(result.selected)}</strong> events ({percent(result.selected / result.total)} of{' '}
            {count(result.total)}) against {count(result.against)}.
          </p>
          <EffectRows list={result} theme={host.theme} first={12} />
          <button type="button" className="button" onClick={() => host.command('export-explanation')}>
            Save as CSV
          </button>
        </>
      )}
    </div>
  );
}
