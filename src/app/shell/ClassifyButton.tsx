import { useOutcrop } from '../context.ts';
import { selectedPopulations } from '../selected-populations.ts';

/** The deep explanation of the selection: one click from the quick one. */
export function ClassifyButton() {
  const { actions, session } = useOutcrop();
  return (
    <button
      type="button"
      className="button"
      title="Train a classifier on these events against what they are compared with: how separable they are on held-out events, and by which quantities"
      onClick={() => actions.classify(...selectedPopulations(session))}
    >
      Classify
    </button>
  );
}
