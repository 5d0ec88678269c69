import { useMemo } from 'react';
import type { Separation } from '../../core/classify/separation.ts';
import { verdictText } from '../../core/classify/verdict.ts';
import { Figure } from '../../plots/Figure.tsx';
import { encodeReliability } from '../../plots/reliability/encode-reliability.ts';
import { encodeRoc } from '../../plots/roc/encode-roc.ts';
import { NumberField, SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { count } from '../../ui/numbers.ts';
import type { CellHost } from '../contract.ts';
import { PopulationFields } from '../explain/PopulationFields.tsx';
import { ImportanceList } from './ImportanceList.tsx';
import { PairList } from './PairList.tsx';
import type { ClassifyParams } from './params.ts';
import './classify.css';

/** How separable a population is for a classifier, by what, and how far its probabilities can be trusted. */
export default function ClassifyView({ host }: { host: CellHost<ClassifyParams> }) {
  const result = host.state.result as Separation | undefined;
  return (
    <div className="classify">
      <div className="form-row">
        <PopulationFields host={host} />
        <TrainingFields host={host} />
      </div>
      {result ? (
        <Findings result={result} host={host} />
      ) : (
        <p className="empty">
          Trains a small neural network on the measured quantities, each time leaving a part of the events
          out, and judges it on that part: whether the population is one in what was measured, by which
          quantities, and with what probability each event belongs to it.
        </p>
      )}
    </div>
  );
}

function TrainingFields({ host }: { host: CellHost<ClassifyParams> }) {
  const { params } = host.cell;
  return (
    <>
      <NumberField
        label="Folds"
        hint="Parts of the events; each is left out once and judged by a classifier that was trained on the others"
        value={params.folds}
        integer
        min={2}
        max={10}
        onChange={(folds) => folds !== null && host.setParams({ folds })}
      />
      <NumberField
        label="Seeds"
        hint="Trainings of each fold from other random starts: their spread is part of the interval"
        value={params.repeats}
        integer
        min={1}
        max={10}
        onChange={(repeats) => repeats !== null && host.setParams({ repeats })}
      />
      <NumberField
        label="Events a side"
        hint="At most so many of the population and of the others are drawn at random to train and judge on"
        value={params.eventsASide}
        integer
        min={100}
        max={100_000}
        onChange={(eventsASide) => eventsASide !== null && host.setParams({ eventsASide })}
      />
      <SelectField
        label="Missing values"
        hint="Filled with the median of the training events, with a column that says where; or such events left out"
        value={params.missing}
        options={[
          { value: 'impute', label: 'fill, and tell' },
          { value: 'exclude', label: 'leave out' },
        ]}
        onChange={(missing) => host.setParams({ missing })}
      />
      <NumberField
        label="Seed"
        hint="The same seed gives the same numbers"
        value={params.seed}
        integer
        min={0}
        max={2_147_483_647}
        onChange={(seed) => seed !== null && host.setParams({ seed })}
      />
    </>
  );
}

function Findings({ result, host }: { result: Separation; host: CellHost<ClassifyParams> }) {
  const { theme } = host;
  const roc = useMemo(
    () =>
      encodeRoc(
        result.roc,
        result.foldRocs,
        result.auc.auc,
        result.drawnPopulation + result.drawnAgainst,
        theme,
      ),
    [result, theme],
  );
  const reliability = useMemo(() => encodeReliability(result.raw, result.calibrated, theme), [result, theme]);
  const { raw, calibrated, params } = result;
  return (
    <>
      <Notice level={result.verdict === 'separable' || result.verdict === 'overlapping' ? 'info' : 'warn'}>
        {verdictText(result.verdict, result.auc)}
      </Notice>
      <p className="classify-note">
        <strong>{count(result.population)}</strong> events against {count(result.against)}; trained on{' '}
        {count(result.drawnPopulation)} and {count(result.drawnAgainst)} of them in {params.folds} folds ×{' '}
        {params.repeats} {params.repeats === 1 ? 'seed' : 'seeds'}, {result.columns.length} quantities,{' '}
        {result.trainer}, {result.epochs.toFixed(0)} epochs on average. Every figure is of events left out of
        training.
      </p>
      {result.warnings.map((warning) => (
        <p key={warning} className="classify-note">
          {warning}.
        </p>
      ))}
      <div className="classify-figures">
        <section>
          <h3>ROC curve</h3>
          <Figure model={roc} tool="pan" height={250} />
        </section>
        <section>
          <h3 title="Events are put into ten bins by the probability said; a point on the diagonal is as often in the population as was said">
            Reliability
          </h3>
          <Figure model={reliability} tool="pan" height={250} />
          <p className="classify-note">
            <span title="Mean squared difference of probability and truth; 0 is best">Brier score</span>{' '}
            {calibrated.brier.toFixed(4)} (as trained {raw.brier.toFixed(4)}),{' '}
            <span title="Mean of |said − found| over the bins, by the events in them; 0 is best">
              calibration error
            </span>{' '}
            {calibrated.ece.toFixed(4)} ({raw.ece.toFixed(4)}). Calibrated by isotonic regression on the other
            folds; the grey line is as trained.
          </p>
        </section>
      </div>
      <div className="classify-lists">
        <ImportanceList result={result} />
        <PairList result={result} />
      </div>
      {result.left.length > 0 && (
        <details className="effects-left">
          <summary>{result.left.length} left out</summary>
          <ul>
            {result.left.map(({ column, reason }) => (
              <li key={column}>
                {column}: {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="classify-note">
        Each event has its <em>class probability</em>, by classifiers that had not seen it, and its spread
        over them: columns to plot and to select by.
      </p>
    </>
  );
}
