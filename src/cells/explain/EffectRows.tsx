import { useState } from 'react';
import type { Effect, EffectList } from '../../core/explain/effect.ts';
import { Distributions } from '../../plots/distributions/Distributions.tsx';
import type { Theme } from '../../plots/plot.ts';
import { count, measured, percent, signed } from '../../ui/numbers.ts';

interface EffectRowsProps {
  list: EffectList;
  theme: Theme;
  /** How many groups are shown before `show all`. */
  first: number;
  onPlot?(column: string): void;
}

/** The quantities that set a population apart, best first; those that move together stand under their leader. */
export function EffectRows({ list, theme, first, onPlot }: EffectRowsProps) {
  const [all, setAll] = useState(false);
  const leaders = list.effects.filter((effect) => effect.leader);
  const shown = all ? leaders : leaders.slice(0, first);
  if (leaders.length === 0) return <p className="empty">No quantity has values on both sides to compare.</p>;
  return (
    <>
      <ol className="effects">
        {shown.map((leader) => (
          <EffectRow
            key={leader.column}
            effect={leader}
            followers={list.effects.filter((other) => other.group === leader.group && !other.leader)}
            theme={theme}
            onPlot={onPlot}
          />
        ))}
      </ol>
      {leaders.length > first && (
        <button type="button" className="button quiet" onClick={() => setAll(!all)}>
          {all ? 'show the best only' : `show all ${leaders.length}`}
        </button>
      )}
      {list.left.length > 0 && (
        <details className="effects-left">
          <summary>{list.left.length} left out</summary>
          <ul>
            {list.left.map(({ column, reason }) => (
              <li key={column}>
                {column}: {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

interface EffectRowProps {
  effect: Effect;
  followers: Effect[];
  theme: Theme;
  onPlot?(column: string): void;
}

function EffectRow({ effect, followers, theme, onPlot }: EffectRowProps) {
  const [open, setOpen] = useState(false);
  const unit = effect.unit ? ` ${effect.unit}` : '';
  const shift = effect.medianIn - effect.medianOut;
  return (
    <li className="effect">
      <div className="effect-main">
        {onPlot && !effect.missingOf ? (
          <button
            type="button"
            className="effect-name"
            title={`${effect.column}: add its histogram to the plots`}
            onClick={() => onPlot(effect.column)}
          >
            {effect.column}
          </button>
        ) : (
          <span className="effect-name" title={effect.column}>
            {effect.column}
          </span>
        )}
        <span
          className={effect.score >= 0 ? 'effect-score up' : 'effect-score down'}
          title={`2 AUC − 1 = ${signed(effect.score, 3)}, 95 % interval ${signed(effect.low, 3)} to ${signed(effect.high, 3)}. +1: all of the selection above all others; 0: no difference; −1: below.`}
        >
          {signed(effect.score)}
        </span>
        <Distributions effect={effect} theme={theme} width={116} height={30} />
      </div>
      <div className="effect-detail">
        <span title="95 % interval of 2 AUC − 1">
          [{signed(effect.low)}, {signed(effect.high)}]
        </span>
        {effect.missingOf ? (
          <span title={`without a value together: ${effect.missingOf.join(', ')}`}>
            {percent(effect.medianIn)} vs {percent(effect.medianOut)} without
          </span>
        ) : (
          <span
            title={`median of the selection against that of the others; shift ${signed(shift, 4)}${unit}`}
          >
            {measured(effect.medianIn)} vs {measured(effect.medianOut)}
            {unit}
          </span>
        )}
        {!effect.missingOf && effect.missingIn > 0 && <span>{count(effect.missingIn)} without</span>}
        {followers.length > 0 && (
          <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
            {followers.length} alike
          </button>
        )}
      </div>
      {open && (
        <ul className="effect-followers">
          {followers.map((follower) => (
            <li key={follower.column}>
              <span>{follower.column}</span>
              <span>{signed(follower.score)}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
