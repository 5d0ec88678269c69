import { useMemo } from 'react';
import type { Classes } from '../../core/classify/classes.ts';
import type { Share } from '../../core/classify/shares.ts';
import { Figure } from '../../plots/Figure.tsx';
import { clusterColor } from '../../plots/palette.ts';
import type { Theme } from '../../plots/plot.ts';
import { encodeClassRocs } from '../../plots/roc/encode-class-rocs.ts';
import { count } from '../../ui/numbers.ts';
import { sentence } from '../../ui/sentence.ts';
import { ImportanceList } from './ImportanceList.tsx';
import { LeftOut } from './LeftOut.tsx';
import { TrialLine } from './TrialLine.tsx';

/** How well several classes can be told apart: what is taken for what, curve by curve, and by which quantities. */
export function ClassesFindings({ result, theme }: { result: Classes; theme: Theme }) {
  const { classes, params } = result;
  const drawn = classes.reduce((sum, one) => sum + one.drawn, 0);
  const rocs = useMemo(
    () =>
      encodeClassRocs(
        classes.map(({ name, auc, roc }) => ({ name, auc: auc.auc, roc })),
        drawn,
        theme,
      ),
    [classes, drawn, theme],
  );
  return (
    <>
      <p className="classify-note">
        <strong>{classes.length} classes</strong>, {count(classes.reduce((sum, one) => sum + one.events, 0))}{' '}
        labelled events, {count(result.unlabelled)} without a class; trained on {count(drawn)} in{' '}
        {params.folds} folds × {params.repeats} {params.repeats === 1 ? 'seed' : 'seeds'},{' '}
        {result.columns.length} quantities, {result.trainer}, {result.epochs.toFixed(0)} epochs on average.
        Every figure is of events left out of training.
      </p>
      {result.warnings.map((warning) => (
        <p key={warning} className="classify-note">
          {sentence(warning)}
        </p>
      ))}
      {result.trial && <TrialLine trial={result.trial} chosen={result.trainer} />}
      <section>
        <h3 title="Each event left out of training, by its label and by the likeliest class it was given">
          What is taken for what
        </h3>
        <ConfusionTable result={result} />
      </section>
      <div className="classify-figures">
        <section>
          <h3>Each class against all others</h3>
          <Figure model={rocs} tool="pan" height={250} />
        </section>
        <section>
          <h3 title="Area under the curve, and how far off the calibrated probabilities are on average (0 is best)">
            Class by class
          </h3>
          <table className="pairs">
            <thead>
              <tr>
                <th>class</th>
                <th title="Held-out, with its 95 % interval">AUC</th>
                <th title="Expected calibration error of the probability of this class">calibration error</th>
              </tr>
            </thead>
            <tbody>
              {classes.map(({ name, auc, calibrated }, c) => (
                <tr key={name}>
                  <td>
                    <span className="class-swatch" style={{ background: clusterColor(theme, c) }} /> {name}
                  </td>
                  <td>
                    {auc.auc.toFixed(3)}{' '}
                    <small>
                      [{auc.low.toFixed(3)}, {auc.high.toFixed(3)}]
                    </small>
                  </td>
                  <td>{calibrated.ece.toFixed(4)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
      <ImportanceList result={result} />
      <LeftOut left={result.left} />
      <p className="classify-note">
        Each event has its <em>likeliest class</em> and a probability of each: columns to plot and to select
        by. Labelled events have them from classifiers that had not seen them.
      </p>
    </>
  );
}

const percents = (value: number): string => (Number.isFinite(value) ? (100 * value).toFixed(1) : '');

function ShareCell({ share: { share, low, high } }: { share: Share }) {
  if (!Number.isFinite(share)) return <td>none</td>;
  return (
    <td>
      {percents(share)} %{' '}
      <small>
        [{percents(low)}, {percents(high)}]
      </small>
    </td>
  );
}

/** Rows are labels, columns what the events were called. */
function ConfusionTable({ result: { classes, confusion } }: { result: Classes }) {
  return (
    <div className="confusion-scroll">
      <table className="pairs confusion">
        <thead>
          <tr>
            <th scope="col">label ↓ called →</th>
            {classes.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <th
              scope="col"
              title="Of the events with this label, the share called so; 95 % interval of Clopper and Pearson"
            >
              found
            </th>
          </tr>
        </thead>
        <tbody>
          {classes.map(({ name, drawn, recall }, row) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {confusion[row].map((events, column) => (
                <td
                  key={classes[column].name}
                  className={row === column ? 'right' : events > 0 ? 'wrong' : undefined}
                  title={`${count(events)} of ${count(drawn)} events labelled ${name} were called ${classes[column].name}`}
                >
                  {count(events)}
                </td>
              ))}
              <ShareCell share={recall} />
            </tr>
          ))}
          <tr>
            <th
              scope="row"
              title="Of the events called so, the share with this label, each class at its full number; 95 % interval at the effective number of events"
            >
              purity
            </th>
            {classes.map(({ name, purity }) => (
              <ShareCell key={name} share={purity} />
            ))}
            <td />
          </tr>
        </tbody>
      </table>
    </div>
  );
}
