import { useMemo } from 'react';
import { Figure } from '../../plots/Figure.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { percent } from '../../ui/numbers.ts';
import type { CellHost } from '../contract.ts';
import { CompareFields } from './CompareFields.tsx';
import './compare.css';
import type { CompareResult } from './compute.ts';
import { encodeSharedPlane } from './encode-shared-plane.ts';
import { FindingList } from './FindingList.tsx';
import { findingsOf, type Picked } from './findings.ts';
import { MatchNote, MoveList } from './MoveList.tsx';
import type { CompareParams } from './params.ts';
import { stepsOf } from './picks.ts';
import { ShareTable } from './ShareTable.tsx';
import { ShiftList } from './ShiftList.tsx';

/** What is new since the reviewed run: first in words, then by cluster, on the shared plane, and by quantity. */
export default function CompareView({ host }: { host: CellHost<CompareParams> }) {
  const result = host.state.result as CompareResult | undefined;
  if (!result) {
    return (
      <p className="empty">
        Compares the events of a second data cell, or the runs of one, with those that the clusters were found
        on: which clusters grew or shrank, which events are unlike anything reviewed, which quantities
        shifted, and, for two processings of the same events, what moved where. Run it to see.
      </p>
    );
  }
  return <Comparison host={host} result={result} />;
}

function Comparison({ host, result }: { host: CellHost<CompareParams>; result: CompareResult }) {
  const { theme } = host;
  const run = shownRun(host.cell.view.run, result);
  const model = useMemo(() => encodeSharedPlane(result, run, theme), [result, run, theme]);
  const findings = useMemo(() => findingsOf(result), [result]);
  const select = (pick: Picked): void => {
    const { steps, name } = stepsOf(pick, result, {
      compare: host.cell.id,
      cluster: host.cell.inputs.cluster,
      data: host.cell.inputs.data,
    });
    for (const step of steps) host.select(step, `pick ${name}`);
  };
  return (
    <div className="compare-view">
      <FindingList findings={findings} onPick={select} />
      {result.warnings.map((text) => (
        <Notice key={text} level="warn">
          {text}
        </Notice>
      ))}
      <ShareTable result={result} theme={theme} onPick={select} />
      <CompareFields host={host} result={result} run={run} />
      <div className="compare-pair">
        <Figure model={model} tool="pan" height={320} />
        <ShiftList result={result} run={run} theme={theme} />
      </div>
      {result.processing ? (
        <MoveList
          processing={result.processing}
          onRows={(rows, name) =>
            host.select({ mode: 'replace', clause: { type: 'rows', rows } }, `pick ${name}`)
          }
        />
      ) : (
        result.match && result.match.by.matched > 0 && <MatchNote match={result.match.by} />
      )}
      <p className="compare-note">{ruleText(result)}</p>
    </div>
  );
}

/** The one the user chose, else that with most to tell. */
function shownRun(chosen: unknown, { runs, clusters, novel }: CompareResult): number {
  if (typeof chosen === 'number' && chosen in runs) return chosen;
  const told = runs.map((_, run) =>
    Math.max(novel.runs[run].sigma, ...clusters.map((cluster) => cluster.runs[run].sigma)),
  );
  return Math.max(0, told.indexOf(Math.max(...told)));
}

function ruleText({ mode, carriedOwn, novel }: CompareResult): string {
  const far = `Unlike the reviewed: farther from them in the features, by distance or for its place, than all but ${percent(novel.expectedShare)} of them are from each other.`;
  if (mode === 'runs' || carriedOwn === null) {
    return `Plane and clusters were made from all runs together. ${far}`;
  }
  return `The plane was fitted to the reviewed events alone; the new ones were transformed into it. An event counts to the cluster of most of its 15 nearest reviewed events, a reviewed one by the others, which for ${percent(carriedOwn)} of them is its own. ${far}`;
}
