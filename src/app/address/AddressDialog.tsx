import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type DataSource, filesOf, isOpened } from '../../cells/data/source.ts';
import { toProblemData } from '../../core/problem.ts';
import { isAddress } from '../../io/address/is-address.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import type { Opening } from '../app-store.ts';
import { useApp, useOutcrop } from '../context.ts';
import { openAtAddress } from './open-at-address.ts';
import './address.css';

/** Asks for the address of a data file, for a new notebook or for the data cell that lost it. */
export default function AddressDialog({ onClose }: { onClose(): void }) {
  const { actions, session } = useOutcrop();
  const cell = useApp((app) => app.about);
  const [typed, setTyped] = useState(() => lostAddress(session.store.getState().document.cells, cell));
  const [problem, setProblem] = useState<string | null>(null);
  const [opening, setOpening] = useState<Omit<Opening, 'what'> | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);
  useEffect(() => field.current?.select(), []);

  async function open(event: FormEvent): Promise<void> {
    event.preventDefault();
    const asked = new AbortController();
    abort.current = asked;
    const startedAt = Date.now();
    const shown = { report: null, startedAt, stageStartedAt: startedAt, cancel: () => asked.abort() };
    setProblem(null);
    setOpening(shown);
    try {
      const file = await openAtAddress(
        typed,
        (report) => setOpening((last) => ({ ...(last ?? shown), report })),
        asked.signal,
      );
      if (asked.signal.aborted) return;
      onClose();
      await actions.openAddressed(file, cell);
    } catch (error) {
      const { code, message } = toProblemData(error);
      if (code !== 'cancelled') setProblem(message);
    } finally {
      setOpening(null);
      field.current?.focus();
    }
  }

  return (
    <Dialog title="Open an address" onClose={onClose}>
      <form className="address-form" onSubmit={(event) => void open(event)}>
        <Field label="Address of a data file">
          {(id) => (
            <input
              id={id}
              ref={field}
              className="input"
              type="text"
              inputMode="url"
              autoComplete="off"
              spellCheck={false}
              maxLength={2000}
              placeholder="https://data.example.org/run.parquet"
              value={typed}
              disabled={opening !== null}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        {problem !== null && <Notice level="bad">{problem}</Notice>}
        {opening && (
          <ProgressBar
            report={opening.report}
            startedAt={opening.startedAt}
            stageStartedAt={opening.stageStartedAt}
            onCancel={opening.cancel}
          />
        )}
        <p className="soft">
          This page asks nobody but its own server, which fetches from origins that were allowed when it was
          started: <code>npm start -- --allow https://data.example.org</code>. No cookies or passwords go
          along. Of a server that knows ranges only what you choose is fetched; others are asked for the whole
          file, up to 1 GB.
        </p>
        <div className="form-foot">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button primary" disabled={opening !== null || typed.trim() === ''}>
            Open
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** What the data cell was read from, where that was an address. */
function lostAddress(cells: readonly { id: string; params: unknown }[], cell: string | null): string {
  const params = cells.find(({ id }) => id === cell)?.params as { source?: DataSource } | undefined;
  if (!isOpened(params?.source)) return '';
  const [{ name }] = filesOf(params.source);
  return isAddress(name) ? name : '';
}
