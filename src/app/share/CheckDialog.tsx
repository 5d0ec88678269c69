import { useEffect, useRef, useState } from 'react';
import { toProblemData } from '../../core/problem.ts';
import type { ProgressReport } from '../../core/progress.ts';
import { type Drift, hasDrifted, type Verdict } from '../../engine/drift.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { useOutcrop } from '../context.ts';
import { checkNotebook } from './check-notebook.ts';
import './check.css';

const WORDS: Record<Verdict, string> = {
  identical: 'identical',
  alike: 'alike',
  drifted: 'drifted',
  failed: 'failed',
  unrecorded: 'nothing saved',
};

/** Runs the notebook anew and lists, cell by cell, what is not as it was. */
export default function CheckDialog({ onClose }: { onClose(): void }) {
  const { session, files } = useOutcrop();
  const [report, setReport] = useState<{ report: ProgressReport; since: number } | null>(null);
  const [drifts, setDrifts] = useState<Drift[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const startedAt = useRef(Date.now());

  useEffect(() => {
    const abort = new AbortController();
    checkNotebook(
      session.store.getState(),
      files,
      (next) =>
        setReport((last) => ({
          report: next,
          since: last?.report.stage === next.stage ? last.since : Date.now(),
        })),
      abort.signal,
    ).then(
      (found) => {
        if (!abort.signal.aborted) setDrifts(found);
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setFailure(toProblemData(error).message);
      },
    );
    return () => abort.abort();
  }, [session, files]);

  return (
    <Dialog title="Check this notebook" onClose={onClose}>
      {failure !== null && <Notice level="bad">{failure}</Notice>}
      {drifts === null && failure === null && (
        <>
          <p>Every cell runs anew, in workers of its own; the open notebook stays as it is.</p>
          <ProgressBar
            report={report?.report ?? null}
            startedAt={startedAt.current}
            stageStartedAt={report?.since ?? startedAt.current}
            onCancel={onClose}
          />
        </>
      )}
      {drifts && (
        <>
          <p role="status">{conclusion(drifts)}</p>
          <table className="check">
            <thead>
              <tr>
                <th>cell</th>
                <th>verdict</th>
                <th>what differs</th>
              </tr>
            </thead>
            <tbody>
              {drifts.map(({ cell, title, verdict, details }) => (
                <tr key={cell} className={verdict}>
                  <td>{title}</td>
                  <td className="verdict">{WORDS[verdict]}</td>
                  <td>
                    {details.map((line) => (
                      <div key={line}>{line}</div>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Dialog>
  );
}

function conclusion(drifts: readonly Drift[]): string {
  if (drifts.length === 0) return 'There is no cell to check.';
  if (hasDrifted(drifts)) {
    const others = drifts.filter(({ verdict }) => verdict === 'drifted' || verdict === 'failed');
    return `Not all is as it was: ${others.map(({ title }) => title).join(', ')}.`;
  }
  const unrecorded = drifts.filter(({ verdict }) => verdict === 'unrecorded').length;
  if (unrecorded === drifts.length) return 'No cell had a result to compare with.';
  const but =
    unrecorded === 0 ? '' : ` ${unrecorded} of ${drifts.length} cells had no result to compare with.`;
  const same = drifts.every(({ verdict }) => verdict === 'identical' || verdict === 'unrecorded');
  return same
    ? `${unrecorded === 0 ? 'All' : 'What was saved'} is as it was, to the bit.${but}`
    : `Nothing drifted; what is not the same to the bit is named below.${but}`;
}
