import type { ShareRow } from '../../core/compare/comparison.ts';
import { clusterColor } from '../../plots/palette.ts';
import type { Theme } from '../../plots/plot.ts';
import { count, percent } from '../../ui/numbers.ts';
import type { CompareResult } from './compute.ts';
import { clusterName, leadsText, type Picked, SIGNIFICANT, sigmaText } from './findings.ts';

interface Props {
  result: CompareResult;
  theme: Theme;
  onPick(pick: Picked): void;
}

/** Clusters by run: shares, and where they differ by more than chance. */
export function ShareTable({ result, theme, onPick }: Props) {
  const { clusters, runs, reference, novel } = result;
  return (
    <section className="compare-scroll" aria-label="Clusters by run" tabIndex={-1}>
      <table className="compare-table">
        <thead>
          <tr>
            <th scope="col">cluster</th>
            <th scope="col" className="number" title={reference.name}>
              reviewed <small>{count(reference.events)} events</small>
            </th>
            {runs.map((run) => (
              <th key={run.name} scope="col" className="number" title={run.name}>
                <span className="compare-run">{run.name}</span> <small>{count(run.events)} events</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {clusters.map((cluster) => (
            <tr key={cluster.label}>
              <th scope="row" title={leadsText(cluster.leads)}>
                <span className="swatch" style={{ background: clusterColor(theme, cluster.label) }} />
                {clusterName(cluster.label)}
                <small>{leadsText(cluster.leads.slice(0, 2))}</small>
              </th>
              <td
                className="number"
                title={`${count(cluster.reference)} events, 95 % interval ${percent(cluster.referenceInterval.low)} to ${percent(cluster.referenceInterval.high)}`}
              >
                {percent(cluster.referenceShare)}
              </td>
              {cluster.runs.map((row) => (
                <ShareCell
                  key={runs[row.run].name}
                  row={row}
                  label={`Select ${clusterName(cluster.label)} of ${runs[row.run].name}`}
                  onPick={() => onPick({ type: 'cluster', label: cluster.label, run: row.run })}
                />
              ))}
            </tr>
          ))}
          <tr className="compare-unlike">
            <th
              scope="row"
              title={`Farther from the reviewed events, in the features, than all but ${percent(novel.expectedShare)} of these are from each other`}
            >
              unlike reviewed
              <small>{percent(novel.expectedShare)} expected by chance</small>
            </th>
            <td className="number" title={`${count(novel.reference)} events`}>
              {percent(novel.reference / Math.max(1, reference.events))}
            </td>
            {novel.runs.map((row) => (
              <ShareCell
                key={runs[row.run].name}
                row={row}
                label={`Select the events of ${runs[row.run].name} unlike the reviewed`}
                onPick={() => onPick({ type: 'unlike', run: row.run })}
              />
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  );
}

const TESTS = {
  shares: 'Fisher’s exact test of the two shares',
  rates: 'exact test of the two rates in their livetimes',
  moves: 'sign test of the events that came and went',
};

function ShareCell({ row, label, onPick }: { row: ShareRow; label: string; onPick(): void }) {
  const { interval, sigma, difference } = row;
  const found = sigma >= SIGNIFICANT;
  const up = difference.low + difference.high > 0;
  const title = `${count(row.count)} events, 95 % interval ${percent(interval.low)} to ${percent(interval.high)}; ${sigmaText(sigma)} after all places looked at (${TESTS[row.test]}). Click to select.`;
  return (
    <td className={found ? 'number found' : 'number'}>
      <button type="button" className="compare-cell" title={title} aria-label={label} onClick={onPick}>
        {percent(row.share)}
        <span className="compare-sigma">{found ? `${up ? '↑' : '↓'} ${sigmaText(sigma)}` : ''}</span>
      </button>
    </td>
  );
}
