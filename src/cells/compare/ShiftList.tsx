import { useState } from 'react';
import type { ColumnShift } from '../../core/compare/column-shifts.ts';
import { Distributions } from '../../plots/distributions/Distributions.tsx';
import type { Theme } from '../../plots/plot.ts';
import { measured, percent } from '../../ui/numbers.ts';
import type { CompareResult } from './compute.ts';
import { SIGNIFICANT, sigmaText } from './findings.ts';

const FIRST = 6;

/** The quantities whose distributions differ, most first, both drawn over each other. */
export function ShiftList({ result, run, theme }: { result: CompareResult; run: number; theme: Theme }) {
  const [all, setAll] = useState(false);
  const mine = result.columns.shifts.filter((shift) => shift.run === run);
  const beyond = mine.filter(
    ({ sigma, missingSigma, vanished }) => vanished || Math.max(sigma, missingSigma) >= SIGNIFICANT,
  );
  const shown = all ? mine : mine.slice(0, FIRST);
  return (
    <section className="compare-shifts" aria-label="Shifts of the quantities">
      <h4>
        Quantities that shifted{' '}
        <small>
          {beyond.length} of {mine.length} beyond chance, after {result.columns.looks} tests
        </small>
      </h4>
      <ol>
        {shown.map((shift) => (
          <Shift key={shift.column} shift={shift} name={result.runs[run].name} theme={theme} />
        ))}
      </ol>
      {mine.length > FIRST && (
        <button type="button" className="button quiet" onClick={() => setAll(!all)}>
          {all ? `show the first ${FIRST} only` : `show all ${mine.length}`}
        </button>
      )}
    </section>
  );
}

function Shift({ shift, name, theme }: { shift: ColumnShift; name: string; theme: Theme }) {
  const { ks, stability, unit } = shift;
  const effect = {
    column: shift.column,
    sharesIn: shift.shares,
    sharesOut: shift.sharesReference,
    log: shift.log,
  };
  const units = unit ? ` ${unit}` : '';
  const found = Math.max(shift.sigma, shift.missingSigma) >= SIGNIFICANT;
  const lost = Math.abs(shift.missing - shift.missingReference) >= 0.005;
  return (
    <li className={found || shift.vanished ? 'found' : ''}>
      <span className="compare-column" title={shift.column}>
        {shift.column}
      </span>
      <Distributions effect={effect} theme={theme} width={116} height={28} sides={[name, 'the reviewed']} />
      <span className="compare-figures">
        <span
          title={`Greatest difference of the two cumulated distributions (Kolmogorov-Smirnov), 95 % limits ${ks.low.toFixed(3)} to ${ks.high.toFixed(3)}; ${sigmaText(shift.sigma)} after all tests`}
        >
          KS {ks.distance.toFixed(3)}
        </span>
        <span
          title={`Population stability index over tenths of the reviewed values: below 0.1 stable, above 0.25 another population; chance gives ${stability.expected.toPrecision(1)}`}
        >
          PSI {stability.index.toFixed(3)}
        </span>
        <span title="Median of the reviewed events → median of the new">
          {measured(shift.medianReference)} → {shift.vanished ? 'none' : measured(shift.median)}
          {units}
        </span>
        {lost && (
          <strong title={`Share of events without a value; ${sigmaText(shift.missingSigma)} after all tests`}>
            missing {percent(shift.missingReference)} → {percent(shift.missing)}
          </strong>
        )}
      </span>
    </li>
  );
}
