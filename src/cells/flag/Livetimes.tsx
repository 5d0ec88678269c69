import { useId, useState } from 'react';
import { toProblemData } from '../../core/problem.ts';
import { count } from '../../ui/numbers.ts';
import type { CellHost } from '../contract.ts';
import type { FlagParams } from './params.ts';
import { parseRunTable, runTableText } from './run-table.ts';

interface LivetimesProps {
  host: CellHost<FlagParams>;
  lacking: string | null;
}

/** What the user may edit of a ledger: the livetime of each run, for rates, and the list of categories. */
export function Livetimes({ host, lacking }: LivetimesProps) {
  const { runs, categories } = host.cell.params;
  return (
    <details className="flag-lists">
      <summary>
        Livetimes{runs.length > 0 ? ` (${count(runs.length)} ${runs.length === 1 ? 'run' : 'runs'})` : ''} and
        categories ({categories.length})
      </summary>
      <div className="flag-lists-both">
        <Lines
          label="Run, livetime in s: one run a line, typed or pasted"
          placeholder={'7304, 3540\n7305, 3612'}
          text={runTableText(runs)}
          onText={(text) => host.setParams({ runs: parseRunTable(text) })}
        />
        <Lines
          label="Categories: one a line"
          placeholder=""
          text={categories.join('\n')}
          onText={(text) => host.setParams({ categories: linesOf(text) })}
        />
      </div>
      <p className="flag-note">
        <button type="button" className="link" onClick={() => host.command('flag-runs')}>
          Open a run table (CSV)
        </button>
        . Without one, rates are per time from the first to the last event of a run
        {lacking === null ? '' : `; ${lacking}`}.
      </p>
    </details>
  );
}

function linesOf(text: string): string[] {
  return [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '');
}

interface LinesProps {
  label: string;
  placeholder: string;
  text: string;
  onText(text: string): void;
}

/** Text that is taken when it is left; what is wrong with it stands below. */
function Lines({ label, placeholder, text, onText }: LinesProps) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  function commit(): void {
    if (draft === null) return;
    try {
      onText(draft);
      setDraft(null);
      setWrong(null);
    } catch (error) {
      setWrong(toProblemData(error).message);
    }
  }
  return (
    <span className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        className="input"
        rows={5}
        placeholder={placeholder}
        value={draft ?? text}
        aria-invalid={wrong !== null}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
      />
      {wrong !== null && (
        <span className="field-hint" role="alert">
          {wrong}
        </span>
      )}
    </span>
  );
}
