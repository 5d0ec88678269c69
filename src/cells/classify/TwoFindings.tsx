import { useMemo } from 'react';
import type { Separation } from '../../core/classify/separation.ts';
import { verdictText } from '../../core/classify/verdict.ts';
import { Figure } from '../../plots/Figure.tsx';
import { encodeReliability } from '../../plots/reliability/encode-reliability.ts';
import { encodeRoc } from '../../plots/roc/encode-roc.ts';
import { Notice } from '../../ui/Notice.tsx';
import { count } from '../../ui/numbers.ts';
import { sentence } from '../../ui/sentence.ts';
import type { CellHost } from '../contract.ts';
import { ImportanceList } from './ImportanceList.tsx';
import { LeftOut } from './LeftOut.tsx';
import { PairList } from './PairList.tsx';
import type { ClassifyParams } from './params.ts';
import { TrialLine } from './TrialLine.tsx';

/** How separable a population is from others. */
export function TwoFindings({ result, host }: { result: Separation; host: CellHost<ClassifyParams> }) {
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
          {sentence(warning)}
        </p>
      ))}
      {result.trial && <TrialLine trial={result.trial} chosen={result.trainer} />}
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
      <LeftOut left={result.left} />
      <p className="classify-note">
        Each event has its <em>class probability</em>, by classifiers that had not seen it, and its spread
        over them: columns to plot and to select by.
      </p>
    </>
  );
}
