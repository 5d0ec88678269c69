import { useEffect } from 'react';
import { useStore } from 'zustand';
import { cellKinds } from '../../cells/registry.ts';
import { toProblemData } from '../../core/problem.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useApp, useOutcrop, useSession } from '../context.ts';
import type { Keeper } from '../storage/notebook-keeper.ts';
import './start.css';

/** What there is to know and to decide about how the notebook is kept; nothing where all is well. */
export function KeepNotices({ keeper }: { keeper: Keeper }) {
  const { writer, returned } = useStore(keeper.store);
  const failed = useApp((a) => a.save.why !== null);
  const stale = useSession((s) => Object.values(s.cells).some(({ status }) => status === 'stale'));
  const running = useSession((s) => {
    const dear = s.document.cells.filter(({ kind }) => cellKinds.get(kind)?.cost === 'dear');
    return dear.some(({ id }) => s.cells[id]?.status === 'running' || s.cells[id]?.status === 'queued');
  });
  useEffect(() => {
    if (running) keeper.dismissReturned();
  }, [running, keeper]);
  const shared = writer !== 'this-tab';
  const again = returned && stale && !running && !failed && !shared;
  if (!failed && !shared && !again) return null;
  return (
    <div className="keep-notices">
      {failed && <Failed keeper={keeper} />}
      {shared && <Shared keeper={keeper} />}
      {again && <Again keeper={keeper} />}
    </div>
  );
}

function Failed({ keeper }: { keeper: Keeper }) {
  const { actions } = useOutcrop();
  const why = useApp((a) => a.save.why);
  return (
    <Notice
      level="bad"
      action={
        <span className="keep-actions">
          <button type="button" className="button primary" onClick={() => void actions.saveAs()}>
            Save to a file
          </button>
          <button type="button" className="button" onClick={() => void keeper.flush()}>
            Try again
          </button>
        </span>
      }
    >
      <strong>This browser does not keep your work now:</strong> {why}. You can go on; it is tried again by
      itself.
    </Notice>
  );
}

function Shared({ keeper }: { keeper: Keeper }) {
  const { actions } = useOutcrop();
  const { writer, strayed } = useStore(keeper.store);
  async function takeOver(): Promise<void> {
    try {
      const rescued = await keeper.takeOver();
      actions.tell(
        'info',
        rescued === null
          ? 'this tab keeps the notebook now'
          : `this tab keeps the notebook now; what you changed here before is in “${rescued}”`,
      );
    } catch (error) {
      actions.tell('bad', toProblemData(error).message);
    }
  }
  return (
    <Notice
      level="warn"
      action={
        <span className="keep-actions">
          <button type="button" className="button" onClick={() => void takeOver()}>
            {writer === 'other-tab' ? 'Take over here' : 'Take it back'}
          </button>
          <button type="button" className="button" onClick={() => keeper.openCopy()}>
            Open as a copy
          </button>
        </span>
      }
    >
      <strong>
        {writer === 'other-tab'
          ? 'This notebook is open in another tab, which keeps it.'
          : 'Another tab has taken this notebook over and keeps it now.'}
      </strong>{' '}
      {strayed
        ? 'What you had just changed here is kept nowhere: open it as a copy, or take it back, which puts it into a copy.'
        : 'Look, select and run as you like; this tab changes nothing of it.'}
    </Notice>
  );
}

function Again({ keeper }: { keeper: Keeper }) {
  const { session } = useOutcrop();
  return (
    <Notice
      level="info"
      action={
        <span className="keep-actions">
          <button
            type="button"
            className="button"
            onClick={() => {
              keeper.dismissReturned();
              void session.runAll();
            }}
          >
            Compute them again
          </button>
          <button
            type="button"
            className="button quiet icon"
            aria-label="Dismiss"
            onClick={() => keeper.dismissReturned()}
          >
            ✕
          </button>
        </span>
      }
    >
      The notebook is as you left it, with its undo history. Results are not kept: the same numbers come out
      again.
    </Notice>
  );
}
