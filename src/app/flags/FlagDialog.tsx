import { useEffect, useMemo, useRef, useState } from 'react';
import { clusterSteps } from '../../cells/explain/PopulationFields.tsx';
import { ledgerOf } from '../../cells/flag/flag-ledger.ts';
import type { FlagParams } from '../../cells/flag/params.ts';
import type { ClusteringResult } from '../../core/cluster/clustering.ts';
import { CATEGORIES, flagLimits, SEVERITIES, type Severity } from '../../core/flag/flag-record.ts';
import { toProblemData } from '../../core/problem.ts';
import { countBits } from '../../core/table/bits.ts';
import type { SelectionStep } from '../../core/table/clause.ts';
import { resolveSteps } from '../../core/table/resolve.ts';
import { namedSelection } from '../../notebook/selection-name.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field, SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { count, percent } from '../../ui/numbers.ts';
import { useApp, useOutcrop, useSession } from '../context.ts';
import { rememberAuthor, rememberedAuthor } from './author.ts';
import { flagEvents, supersede } from './flag-cell.ts';
import { flagCellOf } from './ledger-in-focus.ts';
import './flags.css';

interface Population {
  id: string;
  label: string;
  name: string;
  steps: SelectionStep[];
}

/** Says what is odd about some events: after a lasso F, then Enter, and they are in the ledger. */
export default function FlagDialog({ onClose }: { onClose(): void }) {
  const outcrop = useOutcrop();
  const cell = flagCellOf(outcrop);
  const about = useApp((app) => app.about);
  const old = cell && about !== null ? ledgerOf(cell).find(({ id }) => id === about) : undefined;
  const frame = useSession((s) => (s.dataCell === null ? undefined : s.frames[s.dataCell]));
  const populations = usePopulations();
  // Where nothing is selected nobody has said yet which events are odd.
  const [chosen, setChosen] = useState(populations.find(({ id }) => id === 'current')?.id ?? '');
  const population = populations.find(({ id }) => id === chosen);
  const rows = useMemo(
    () =>
      frame &&
      population &&
      resolveSteps(population.steps, frame.rows, (ref) => frame.find(ref)?.column).selected,
    [frame, population],
  );
  const events = old ? old.count : rows ? countBits(rows) : 0;
  const categories = (cell?.params as FlagParams | undefined)?.categories ?? [...CATEGORIES];
  const [name, setName] = useState<string | null>(old?.name ?? null);
  const [category, setCategory] = useState(old?.category ?? categories[0]);
  const [severity, setSeverity] = useState<Severity>(old?.severity ?? 'minor');
  const [note, setNote] = useState(old?.note ?? '');
  const [author, setAuthor] = useState(rememberedAuthor);
  const [failure, setFailure] = useState<string | null>(null);
  const nameField = useRef<HTMLInputElement>(null);
  const authorField = useRef<HTMLInputElement>(null);
  // After the dialog, which would have its first button in focus: on what cannot be guessed, else on the name.
  useEffect(() => (rememberedAuthor() === '' ? authorField : nameField).current?.focus(), []);
  const named = (name ?? population?.name ?? '').trim();
  const refusal =
    events === 0
      ? populations.length > 0
        ? 'choose which events, or lasso some first'
        : 'no event is selected: lasso some first'
      : named === ''
        ? 'a name is needed'
        : author.trim() === ''
          ? 'your name is needed: the ledger says who flagged'
          : null;

  function flag(): void {
    if (refusal !== null || (!old && (!rows || !population))) return;
    const words = { name: named, category, severity, note: note.trim(), author: author.trim() };
    try {
      if (old) supersede(outcrop, old, words);
      else if (rows && population) flagEvents(outcrop, words, population.steps, rows);
      rememberAuthor(words.author);
      outcrop.actions.tell(
        'info',
        `${old ? 'changed' : 'flagged'} ${named}: ${count(events)} events, ${severity}`,
        {
          undo: true,
        },
      );
      onClose();
    } catch (error) {
      setFailure(toProblemData(error).message);
    }
  }

  return (
    <Dialog
      title={old ? `Edit the flag ${old.name}` : 'Flag events'}
      onClose={onClose}
      foot={
        <>
          {refusal !== null && <span className="export-refusal">{refusal}</span>}
          <button type="submit" form="flag-form" className="button primary" disabled={refusal !== null}>
            {old ? 'Change' : 'Flag'} {events > 0 ? count(events) : ''} events
          </button>
        </>
      }
    >
      <form
        id="flag-form"
        className="flag-form"
        onSubmit={(event) => {
          event.preventDefault();
          flag();
        }}
        onKeyDown={(event) => {
          // Enter flags from a list and a radio button too, which browsers do not do by themselves.
          const { tagName } = event.target as HTMLElement;
          if (event.key !== 'Enter' || tagName === 'TEXTAREA') return;
          event.preventDefault();
          flag();
        }}
      >
        {failure !== null && <Notice level="bad">{failure}</Notice>}
        {!old && populations.length > 0 && (
          <SelectField
            label="Events"
            value={population?.id ?? ''}
            options={[
              ...(population ? [] : [{ value: '', label: 'choose …' }]),
              ...populations.map(({ id, label }) => ({ value: id, label })),
            ]}
            onChange={(id) => setChosen(id)}
          />
        )}
        {!old && (
          <p className="flag-form-count" role="status">
            {count(events)} of {count(frame?.rows ?? 0)} events
            {frame && events > 0 && ` · ${percent(events / frame.rows)}`}
          </p>
        )}
        <Field label="Name">
          {(id) => (
            <input
              id={id}
              className="input"
              maxLength={flagLimits.name}
              value={name ?? population?.name ?? ''}
              ref={nameField}
              onFocus={(event) => event.target.select()}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <SelectField
          label="Category"
          value={category}
          options={[...new Set([...categories, category])].map((value) => ({ value, label: value }))}
          onChange={(value) => setCategory(value)}
        />
        <fieldset className="flag-severity">
          <legend>Severity</legend>
          {SEVERITIES.map((value) => (
            <label key={value}>
              <input
                type="radio"
                name="severity"
                checked={severity === value}
                onChange={() => setSeverity(value)}
              />
              {value}
            </label>
          ))}
        </fieldset>
        <Field label="Note">
          {(id) => (
            <textarea
              id={id}
              className="input"
              rows={2}
              maxLength={flagLimits.note}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        <Field label="Your name, kept on this machine">
          {(id) => (
            <input
              id={id}
              className="input"
              maxLength={flagLimits.author}
              value={author}
              ref={authorField}
              onChange={(event) => setAuthor(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}

/** The selection first, named after what sets it apart most; then named selections and clusters. */
function usePopulations(): Population[] {
  const selection = useSession((s) => s.document.selection);
  const selections = useSession((s) => s.document.selections);
  const effects = useSession((s) => s.effects);
  const clusters = useSession((s) => s.document.cells.find(({ kind }) => kind === 'cluster')?.id);
  const clustering = useSession((s) => (clusters === undefined ? undefined : s.cells[clusters]?.result)) as
    | ClusteringResult
    | undefined;
  const known = namedSelection({ selection, selections })?.name;
  const best = effects?.effects.find(({ leader }) => leader);
  const odd = best ? `${best.score < 0 ? 'low' : 'high'} ${best.column}` : 'selected events';
  return [
    ...(selection.length > 0
      ? [{ id: 'current', label: 'the selected events', name: known ?? odd, steps: selection }]
      : []),
    ...selections.map(({ id, name, steps }) => ({ id: `selection ${id}`, label: name, name, steps })),
    ...(clusters !== undefined && clustering
      ? [...clustering.sizes.keys(), ...(clustering.noise > 0 ? [-1] : [])].map((label) => {
          const name = label < 0 ? 'noise' : `cluster ${label}`;
          return { id: `cluster ${label}`, label: name, name, steps: clusterSteps(clusters, label) };
        })
      : []),
  ];
}
