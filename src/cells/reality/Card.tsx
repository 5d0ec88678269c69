import { NOISE } from '../../core/cluster/clustering.ts';
import type { ClusterCard, Contact, HeldOutAuc } from '../../core/reality/reality.ts';
import { aucText, LIMITS } from '../../core/reality/verdict.ts';
import { clusterColor } from '../../plots/palette.ts';
import type { Theme } from '../../plots/plot.ts';
import { count, percent } from '../../ui/numbers.ts';
import { LEVEL_WORDS, populationName } from './card-words.ts';
import type { RealityResult } from './compute.ts';
import { JaccardStrip } from './JaccardStrip.tsx';
import { ShareBar } from './ShareBar.tsx';

interface CardProps {
  card: ClusterCard;
  result: RealityResult;
  theme: Theme;
  onSelect: (() => void) | null;
}

/** One population: the verdict in words, then the figures that it rests on. */
export function Card({ card, result, theme, onSelect }: CardProps) {
  const { label, size, verdict, refound, rate, others, nearest, contact } = card;
  const name = populationName(label, result.selection);
  const isSelection = result.selection?.label === label;
  return (
    <li className="reality-card" aria-label={name}>
      <div className="reality-card-head">
        {!isSelection && <span className="swatch" style={{ background: clusterColor(theme, label) }} />}
        <h3>{name}</h3>
        <span className="reality-size">
          {count(size)} events · {percent(size / result.rows)}
        </span>
        <span className={`reality-level ${verdict.level}`}>{LEVEL_WORDS[verdict.level]}</span>
        {onSelect && (
          <button
            type="button"
            className="button quiet"
            title={`Select ${name} in all plots`}
            onClick={onSelect}
          >
            Select
          </button>
        )}
      </div>
      <p className="reality-verdict">{verdict.text}</p>
      <div className="reality-figures">
        <div>
          <p className="reality-caption">
            found again in {rate.found} of {rate.of}
            {rate.of > 0 && ` (95 %: ${percent(rate.low)} to ${percent(rate.high)})`}
          </p>
          <JaccardStrip refound={refound} repetitions={result.repetitions} theme={theme} />
        </div>
        <div>
          <p className="reality-caption">held-out AUC in the measured quantities</p>
          {others ? (
            <AucBar auc={others} against="all others" theme={theme} />
          ) : (
            <p className="reality-note">too few events to train on</p>
          )}
          {nearest && <AucBar auc={nearest} against={`cluster ${nearest.label}`} theme={theme} />}
        </div>
        {contact && <Border contact={contact} theme={theme} />}
      </div>
      {(verdict.level === 'doubtful' || verdict.level === 'unreal') && (
        <ul className="reality-reasons">
          {verdict.reasons.map(({ test, passed, text }) => (
            <li key={test} className={passed === true ? 'passed' : passed === false ? 'failed' : 'unsure'}>
              {passed === true ? 'for it: ' : passed === false ? 'against it: ' : 'in doubt: '}
              {text}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function AucBar({ auc, against, theme }: { auc: HeldOutAuc; against: string; theme: Theme }) {
  return (
    <ShareBar
      label={against}
      value={auc.auc}
      low={auc.low}
      high={auc.high}
      from={0.5}
      to={1}
      mark={LIMITS.auc.pass}
      text={aucText(auc.auc)}
      hint={`AUC ${auc.auc.toFixed(4)}, 95 % interval ${auc.low.toFixed(4)} to ${auc.high.toFixed(4)}, from ${count(auc.inside)} of its events and ${count(auc.outside)} of ${against}, each scored by a classifier that had not seen it. 0.5: nothing tells them apart.`}
      theme={theme}
    />
  );
}

function Border({ contact: { across, through, touches, k }, theme }: { contact: Contact; theme: Theme }) {
  const to = touches
    .slice(0, 2)
    .map(({ label, share }) => `${label === NOISE ? 'noise' : `cluster ${label}`} ${percent(share)}`)
    .join(', ');
  const end = Math.max(0.1, across, through > 0 ? through : 0);
  return (
    <div>
      <p className="reality-caption">nearest neighbours on the other side</p>
      <ShareBar
        label="of its border"
        value={across}
        from={0}
        to={end}
        text={percent(across)}
        hint={`Of the ${k} nearest neighbours of its events, in the measured quantities, so many lie outside${to === '' ? '' : `: ${to}`}. None: it is an island.`}
        theme={theme}
      />
      {through > 0 && (
        <ShareBar
          label="of its middle"
          value={through}
          from={0}
          to={end}
          text={percent(through)}
          hint="The same where it is cut in half, at the median of its first principal axis: what a border without any gap would show"
          theme={theme}
        />
      )}
    </div>
  );
}
