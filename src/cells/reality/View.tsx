import type { ClusteringResult } from '../../core/cluster/clustering.ts';
import { count } from '../../ui/numbers.ts';
import type { CellHost } from '../contract.ts';
import { Card } from './Card.tsx';
import { howMade, looksWords, populationName } from './card-words.ts';
import type { PartialReality, RealityResult } from './compute.ts';
import { JaccardStrip } from './JaccardStrip.tsx';
import { Planes } from './Planes.tsx';
import type { RealityCellParams } from './params.ts';
import { RealityFields } from './RealityFields.tsx';
import './reality.css';

/** Whether clusters are populations: a verdict in words, then what it rests on. */
export default function RealityView({ host }: { host: CellHost<RealityCellParams> }) {
  const { params } = host.cell;
  const result = host.state.result as RealityResult | undefined;
  const partial = host.state.partial as PartialReality | undefined;
  const clusters = host.input('clusters');
  const clustering = clusters?.result as ClusteringResult | undefined;
  return (
    <div className="reality">
      <RealityFields params={params} clusters={clustering} setParams={host.setParams} />
      {partial ? (
        <Running partial={partial} params={params} host={host} />
      ) : result ? (
        <>
          <ul className="reality-cards" aria-label="Reality cards">
            {result.cards.map((card) => (
              <Card
                key={card.label}
                card={card}
                result={result}
                theme={host.theme}
                onSelect={
                  clusters && result.selection?.label !== card.label
                    ? () =>
                        host.select(
                          clusterStep(clusters.cell, card.label),
                          `pick ${nameOf(card.label, result)}`,
                        )
                    : null
                }
              />
            ))}
          </ul>
          {result.leftOut > 0 && (
            <p className="reality-note">
              {count(result.leftOut)} smaller clusters have no card; choose one above to judge it.
            </p>
          )}
          <Planes result={result} cell={host.cell.id} theme={host.theme} />
          <details className="reality-how">
            <summary>How this was made</summary>
            <ul>
              {[...howMade(result), looksWords(result)].map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </details>
        </>
      ) : (
        host.state.status !== 'running' && (
          <p className="empty">
            Run this cell: the events are embedded and clustered once more, {params.repetitions} times, from
            other seeds and of parts of them, and columns are shuffled to see what pure noise would give. A
            cluster that is a population comes back.
          </p>
        )
      )}
    </div>
  );
}

const nameOf = (label: number, { selection }: RealityResult): string => populationName(label, selection);

function clusterStep(cell: string, label: number) {
  const clause = { type: 'labels' as const, column: `${cell}:cluster`, labels: [label] };
  return { mode: 'replace' as const, clause };
}

interface RunningProps {
  partial: PartialReality;
  params: RealityCellParams;
  host: CellHost<RealityCellParams>;
}

function Running({ partial, params, host }: RunningProps) {
  const { repetitions, of, cards } = partial;
  const asked = params.of?.type === 'selection' ? params.of.name : null;
  return (
    <section aria-label="Found so far">
      <p className="reality-note">
        {repetitions.length} of {of} repetitions
        {repetitions.length === of && ': now classifiers and shuffled twins'}
      </p>
      <ul className="reality-running">
        {cards.map(({ label, size, refound }) => (
          <li key={label}>
            <span className="reality-name">{asked ?? populationName(label, null)}</span>
            <span className="reality-size">{count(size)}</span>
            <JaccardStrip refound={refound} repetitions={repetitions} theme={host.theme} />
          </li>
        ))}
      </ul>
    </section>
  );
}
