import { useEffect, useRef, useState } from 'react';
import type { CutFlow } from '../../core/cut/cut-flow.ts';
import { DEAR_ROWS, type Preflight } from '../../core/embed/preflight.ts';
import { toProblemData } from '../../core/problem.ts';
import type { ProgressReport } from '../../core/progress.ts';
import { countBits } from '../../core/table/bits.ts';
import { Notice } from '../../ui/Notice.tsx';
import { count } from '../../ui/numbers.ts';
import type { CellHost } from '../contract.ts';
import type { DataResult } from '../data/compute.ts';
import { embedRequest } from './embed-request.ts';
import { estimateWords, stageWords } from './estimate-words.ts';
import type { EmbedCellParams } from './params.ts';
import './estimate.css';

/** What is known about one choice of parameters over one table. */
type Asked =
  | { state: 'trying'; report: ProgressReport | null }
  | { state: 'told'; preflight: Preflight }
  | { state: 'failed'; why: string };

/** What a dear run would take, told on demand before it begins; where memory would not do, what would. */
export function Estimate({ host }: { host: CellHost<EmbedCellParams> }) {
  const { params } = host.cell;
  const { status, error } = host.state;
  const data = host.input('data')?.result as DataResult | undefined;
  const [asked, setAsked] = useState<Asked | null>(null);
  const trial = useRef<AbortController | null>(null);
  const choice = JSON.stringify(params);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was told is about one choice and one table
  useEffect(() => {
    setAsked(null);
    return () => trial.current?.abort();
  }, [choice, data]);
  const waits = status === 'stale' || status === 'failed';
  useEffect(() => {
    if (waits) return;
    trial.current?.abort();
    setAsked((now) => (now?.state === 'trying' ? null : now));
  }, [waits]);

  const cuts = host.input('cuts')?.result as CutFlow | undefined;
  const within = cuts?.passing ?? null;

  async function ask(): Promise<void> {
    if (!data) return;
    const abort = new AbortController();
    trial.current = abort;
    const tell = (what: Asked | null): void => {
      if (trial.current === abort && !abort.signal.aborted) setAsked(what);
    };
    tell({ state: 'trying', report: null });
    try {
      const preflight = await host.jobs.estimate(
        { cell: host.cell.id, signal: abort.signal },
        ...embedRequest(data, params, within),
        (report) => tell({ state: 'trying', report }),
      );
      tell({ state: 'told', preflight });
    } catch (problem) {
      tell({ state: 'failed', why: toProblemData(problem).message });
    }
  }

  // A run that was refused is told at once what would do: nothing is tried for that.
  const refused = error?.code === 'out-of-memory';
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once a refusal
  useEffect(() => {
    if (refused) void ask();
  }, [refused]);

  if (!data || data.features.length === 0 || status === 'fresh' || status === 'blocked') return null;
  const rows = within === null ? data.table.rows : countBits(within);
  const fitted = Math.min(rows, params.sample ?? rows);
  if (fitted <= DEAR_ROWS[params.method] && !refused) return null;

  const refusal = asked?.state === 'told' ? asked.preflight.refusal : null;
  return (
    <section className="estimate" aria-label="Estimate">
      {refusal !== null ? (
        <Notice
          level="warn"
          action={
            refusal.sample !== null && (
              <button
                type="button"
                className="button"
                onClick={() => host.setParams({ sample: refusal.sample })}
              >
                Fit a sample of {count(refusal.sample)} events instead
              </button>
            )
          }
        >
          {refused ? 'This would not fit into memory.' : `Would not fit into memory: ${refusal.reason}.`}
        </Notice>
      ) : (
        <div className="estimate-line">
          {asked?.state === 'trying' ? (
            <button
              type="button"
              className="button"
              onClick={() => {
                trial.current?.abort();
                setAsked(null);
              }}
            >
              Cancel the estimate
            </button>
          ) : (
            <button type="button" className="button" disabled={!waits} onClick={() => void ask()}>
              Estimate time and memory
            </button>
          )}
          <p className="estimate-words" role="status">
            {wordsFor(asked)}
          </p>
        </div>
      )}
    </section>
  );
}

function wordsFor(asked: Asked | null) {
  if (asked === null) return 'By a short trial on this computer, before the run.';
  if (asked.state === 'failed') return `Not estimated: ${asked.why}.`;
  if (asked.state === 'trying') {
    const { report } = asked;
    const share = report && report.total > 0 ? report.done / report.total : 0;
    return (
      <>
        Trying a few thousand events <progress aria-label="Trial" max={1} value={share} />
      </>
    );
  }
  return <span title={stageWords(asked.preflight)}>{estimateWords(asked.preflight)}</span>;
}
