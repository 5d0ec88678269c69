import { useState } from 'react';
import type { GroupImportance, Separation } from '../../core/classify/separation.ts';
import { signed } from '../../ui/numbers.ts';

const FIRST = 10;

/** Loss of AUC when quantities that move together are exchanged among held-out events, with its interval. */
export function ImportanceList({ result: { importances } }: { result: Pick<Separation, 'importances'> }) {
  const [all, setAll] = useState(false);
  const most = Math.max(0.01, ...importances.map(({ high }) => (Number.isFinite(high) ? high : 0)));
  const least = Math.min(0, ...importances.map(({ low }) => (Number.isFinite(low) ? low : 0)));
  const place = (loss: number): number =>
    (100 * (Math.min(Math.max(loss, least), most) - least)) / (most - least);
  return (
    <section>
      <h3 title="How much AUC is lost when a quantity is exchanged at random among the held-out events, all that moves with it (|Spearman| ≥ 0.9) along with it; intervals are over folds and seeds">
        What it goes by
      </h3>
      <ol className="importances">
        {(all ? importances : importances.slice(0, FIRST)).map((importance) => (
          <Importance key={importance.columns[0]} importance={importance} place={place} />
        ))}
      </ol>
      {importances.length > FIRST && (
        <button type="button" className="button quiet" onClick={() => setAll(!all)}>
          {all ? 'show the best only' : `show all ${importances.length}`}
        </button>
      )}
    </section>
  );
}

function Importance({ importance, place }: { importance: GroupImportance; place(loss: number): number }) {
  const { columns, mean, low, high, direction } = importance;
  const [leader, ...others] = columns;
  const covers = low <= 0 && high >= 0;
  return (
    <li>
      <span className="importance-name" title={columns.join(', ')}>
        {leader}
        {others.length > 0 && <small> and {others.length} alike</small>}
      </span>
      <span
        className={direction >= 0 ? 'effect-score up' : 'effect-score down'}
        title={`Spearman correlation with the score: ${signed(direction)}. ${direction >= 0 ? 'High' : 'Low'} values speak for the population.`}
      >
        {direction >= 0 ? 'high ↑' : 'low ↓'}
      </span>
      <svg
        className="importance-bar"
        viewBox="0 0 100 12"
        preserveAspectRatio="none"
        role="img"
        aria-label={`loss of AUC ${signed(mean, 3)}, 95 % interval ${signed(low, 3)} to ${signed(high, 3)}`}
      >
        <line className="zero" x1={place(0)} x2={place(0)} y1={0} y2={12} />
        <rect x={Math.min(place(0), place(mean))} width={Math.abs(place(mean) - place(0))} y={3} height={6} />
        <line className="range" x1={place(low)} x2={place(high)} y1={6} y2={6} />
      </svg>
      <span
        className={covers ? 'importance-figure none' : 'importance-figure'}
        title={
          covers ? 'The interval covers 0: the classifier loses nothing without this quantity' : undefined
        }
      >
        {signed(mean, 3)}{' '}
        <small>
          [{signed(low, 3)}, {signed(high, 3)}]
        </small>
      </span>
    </li>
  );
}
