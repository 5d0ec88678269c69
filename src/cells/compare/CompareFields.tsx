import { NumberField, SelectField } from '../../ui/Field.tsx';
import type { CellHost } from '../contract.ts';
import type { CompareResult } from './compute.ts';
import type { CompareParams } from './params.ts';

interface Props {
  host: CellHost<CompareParams>;
  result: CompareResult;
  run: number;
}

/** How to compare: what the runs are, which were reviewed, and what counts as new. */
export function CompareFields({ host, result, run }: Props) {
  const { params } = host.cell;
  const one = result.mode === 'runs';
  const names = one ? [...result.reviewed, ...result.runs.map(({ name }) => name)] : [];
  const choices = result.runChoices.map((value) => ({ value, label: value }));
  const livetime = (name: string, seconds: number | null): void => {
    const { [name]: _, ...others } = params.livetimes;
    host.setParams({ livetimes: seconds === null ? others : { ...others, [name]: seconds } });
  };
  const timed = (label: string, name: string) => (
    <NumberField
      label={label}
      hint={`Seconds of livetime of ${name}. With those of both, rates are compared in place of shares`}
      value={Object.hasOwn(params.livetimes, name) ? params.livetimes[name] : null}
      nullable
      min={1e-6}
      max={1e12}
      placeholder="not given"
      onChange={(seconds) => livetime(name, seconds)}
    />
  );
  return (
    <div className="form-row compare-fields">
      {result.runs.length > 1 && (
        <SelectField
          label="Show run"
          value={String(run)}
          options={result.runs.map(({ name }, index) => ({ value: String(index), label: name }))}
          onChange={(next) => host.setView({ run: Number(next) })}
        />
      )}
      {(choices.length > 0 || params.runColumn !== null) && (
        <SelectField
          label="Runs by"
          hint={
            one
              ? 'The column whose values are the runs'
              : 'Divides the new data into runs by a column; none takes them as one'
          }
          value={result.runColumn ?? ''}
          options={one ? choices : [{ value: '', label: 'none' }, ...choices]}
          onChange={(runColumn) =>
            host.setParams({ runColumn: runColumn === '' ? null : runColumn, reviewed: [] })
          }
        />
      )}
      {one && (
        <SelectField
          label="Reviewed run"
          hint="The others are compared with it"
          value={result.reviewed[0] ?? ''}
          options={names.map((value) => ({ value, label: value }))}
          onChange={(name) => host.setParams({ reviewed: [name] })}
        />
      )}
      {!one && result.idChoices.length > 0 && (
        <SelectField
          label="Match events by"
          hint="Two processings of the same events are compared event by event"
          value={(params.ids ?? result.idChoices.slice(0, 2)).join(', ')}
          options={idOptions(result.idChoices, params.ids)}
          onChange={(ids) => host.setParams({ ids: ids === '' ? [] : ids.split(', ') })}
        />
      )}
      <NumberField
        label="Unlike by chance"
        hint="Share of ordinary events that may be called unlike the reviewed ones. Smaller finds only what lies farther off"
        value={params.falseShare}
        min={1e-5}
        max={0.05}
        onChange={(falseShare) => falseShare !== null && host.setParams({ falseShare })}
      />
      {timed('Livetime, reviewed [s]', result.reference.name)}
      {timed('Livetime, new [s]', result.runs[run].name)}
    </div>
  );
}

function idOptions(choices: string[], chosen: string[] | null): { value: string; label: string }[] {
  const both = choices.slice(0, 2).join(', ');
  const values = [
    ...new Set([both, ...choices, ...(chosen && chosen.length > 0 ? [chosen.join(', ')] : [])]),
  ];
  return [...values.map((value) => ({ value, label: value })), { value: '', label: 'not at all' }];
}
