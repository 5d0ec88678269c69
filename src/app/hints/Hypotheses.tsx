import { useMemo } from 'react';
import type { DataResult } from '../../cells/data/compute.ts';
import type { Hint, Sign } from '../../core/hints/hint.ts';
import { matchHints, shiftsOf } from '../../core/hints/match-hints.ts';
import { useSession } from '../context.ts';
import { tasksOf } from '../tutorials/tasks-of.ts';
import './hints.css';

const MOST = 3;

/** Known pathologies that look like the selection, each with the test that would tell; nothing where none does. */
export function Hypotheses() {
  const effects = useSession((s) => (s.document.selection.length > 0 ? s.effects : null));
  const quantities = useSession((s) =>
    s.dataCell === null ? undefined : (s.cells[s.dataCell]?.result as DataResult | undefined)?.quantities,
  );
  const document = useSession((s) => s.document);
  // A tutorial asks just this until its end.
  const asked = useMemo(() => tasksOf(document).some(({ answer }) => !answer.passed), [document]);
  const hints = useMemo(
    () => (effects && quantities ? matchHints(shiftsOf(effects, quantities), effects.selected) : []),
    [effects, quantities],
  );
  if (asked || hints.length === 0) return null;
  return (
    <section className="hypotheses" aria-label="Hypotheses to test">
      <div className="panel-head">
        <h2>Hypotheses to test</h2>
      </div>
      <ul>
        {hints.slice(0, MOST).map((hint) => (
          <Hypothesis key={hint.entry.id} hint={hint} />
        ))}
      </ul>
      <p className="comparison-note">
        By likeness to known pathologies, not by proof: one may be right, or none.
      </p>
    </section>
  );
}

function Hypothesis({ hint: { entry, held, unknown } }: { hint: Hint }) {
  const seen = held.map(({ sign, column }) => `${column} ${wordOf(sign)}`).join(', ');
  return (
    <li>
      <details>
        <summary>{entry.title}?</summary>
        <p>{entry.hypothesis}</p>
        <p>
          <strong>To test:</strong> {entry.test}
        </p>
        <p className="soft">
          Why it is here: {seen}.
          {unknown.length > 0 &&
            ` Not in these data: ${unknown.map(({ quantity }) => quantity.replaceAll('_', ' ')).join(', ')}.`}{' '}
          After: {entry.source}.
        </p>
      </details>
    </li>
  );
}

const wordOf = ({ is }: Sign): string => (is === 'missing' ? 'mostly missing' : is);
