import type { Processing } from '../../core/compare/comparison.ts';
import { count, measured } from '../../ui/numbers.ts';
import { clusterName } from './findings.ts';

interface Props {
  processing: Processing;
  onRows(rows: number[], name: string): void;
}

const COLUMNS = 8;
const WAYS = 6;
const EVENTS = 8;

/** What a second processing of the same events moved: columns, clusters, events. */
export function MoveList({ processing, onRows }: Props) {
  const { changes, transitions, most, match } = processing;
  return (
    <section className="compare-moves" aria-label="What the new processing moved">
      <h4>
        What the new processing moved{' '}
        <small>
          {count(match.matched)} events matched by {match.columns.join(', ')}
        </small>
      </h4>
      <div className="compare-moves-grid">
        <table className="compare-table">
          <thead>
            <tr>
              <th scope="col">column</th>
              <th scope="col" className="number">
                events
              </th>
              <th
                scope="col"
                className="number"
                title="Median of after less before, over the events that changed; in brackets their 10 % and 90 % quantiles"
              >
                change
              </th>
            </tr>
          </thead>
          <tbody>
            {changes.slice(0, COLUMNS).map(({ column, unit, changed, appeared, vanished, difference }) => (
              <tr key={column}>
                <th scope="row" title={column}>
                  {column}
                </th>
                <td
                  className="number"
                  title={`${count(appeared)} have a value only now, ${count(vanished)} have none any more`}
                >
                  {count(changed + appeared + vanished)}
                </td>
                <td className="number">
                  {changed > 0 &&
                    `${measured(difference[1])} [${measured(difference[0])}, ${measured(difference[2])}]${unit ? ` ${unit}` : ''}`}
                </td>
              </tr>
            ))}
            {changes.length > COLUMNS && (
              <tr>
                <td colSpan={3}>and {changes.length - COLUMNS} more</td>
              </tr>
            )}
          </tbody>
        </table>
        <table className="compare-table">
          <thead>
            <tr>
              <th scope="col">from</th>
              <th scope="col">to</th>
              <th scope="col" className="number">
                events
              </th>
            </tr>
          </thead>
          <tbody>
            {transitions.slice(0, WAYS).map(({ from, to, count: events }) => (
              <tr key={`${from} ${to}`}>
                <td>{clusterName(from)}</td>
                <td>{clusterName(to)}</td>
                <td className="number">{count(events)}</td>
              </tr>
            ))}
            {transitions.length === 0 && (
              <tr>
                <td colSpan={3}>no event changed its cluster</td>
              </tr>
            )}
          </tbody>
        </table>
        {most.length > 0 && (
          <div>
            <button
              type="button"
              className="button"
              onClick={() =>
                onRows(
                  most.map(({ row }) => row),
                  `the ${most.length} events that moved most`,
                )
              }
            >
              Select the {most.length} that moved most
            </button>
            <ol className="compare-most" aria-label="Events that moved most">
              {most.slice(0, EVENTS).map(({ row, moved, from, to }) => (
                <li key={row}>
                  <button
                    type="button"
                    className="link"
                    title="Distance between its two places in the features, in scale units. Click to select it."
                    onClick={() => onRows([row], `row ${row}`)}
                  >
                    row {count(row)}
                  </button>{' '}
                  by {measured(moved)}
                  {from === to ? '' : `, ${clusterName(from)} → ${clusterName(to)}`}
                </li>
              ))}
            </ol>
          </div>
        )}
      </div>
      <MatchNote match={match} />
    </section>
  );
}

/** Where every event went that was not matched: none is dropped silently. */
export function MatchNote({ match }: { match: Processing['match'] }) {
  const { missing, ambiguous, alone } = match;
  const parts = [
    told(alone, 'have an id that the other data do not'),
    told(ambiguous, 'share their id with others of their data'),
    told(missing, 'have no id'),
  ].filter((part) => part !== '');
  if (parts.length === 0) return <p className="compare-note">Every event of both has its partner.</p>;
  return <p className="compare-note">Not matched, reviewed and new: {parts.join('; ')}.</p>;
}

function told({ reference, other }: { reference: number; other: number }, what: string): string {
  return reference + other === 0 ? '' : `${count(reference)} and ${count(other)} ${what}`;
}
