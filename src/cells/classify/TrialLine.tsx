import type { TrainerTrial } from '../../core/classify/separation.ts';

/** What a short trial of every trainer gave, and which one trained. */
export function TrialLine({ trial, chosen }: { trial: TrainerTrial[]; chosen: string }) {
  return (
    <p
      className="classify-note"
      title="The last epochs of a short training on 4,096 made-up events of 20 quantities"
    >
      Trial, time of an epoch:{' '}
      {trial.map(({ name, ms, reason }, i) => (
        <span key={name}>
          {i > 0 && '; '}
          {name === chosen ? <strong>{name}</strong> : name}{' '}
          {ms === null ? `is out (${reason})` : ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`}
        </span>
      ))}
      . Trained by the fastest.
    </p>
  );
}
