import { useOutcrop, useSession } from '../context.ts';
import { clusterCellOf, judge, judgedSelection } from './judge.ts';

interface RealityButtonProps {
  /** All clusters, or what is selected. */
  of: 'all' | 'selection';
}

/** Whether a cluster is a population: asks for its card. Not there while nothing is clustered. */
export function RealityButton({ of }: RealityButtonProps) {
  const outcrop = useOutcrop();
  const clustered = useSession((s) => {
    return s.document.cells.some(({ id, kind }) => kind === 'cluster' && s.cells[id]?.result !== undefined);
  });
  if (!clustered) return null;
  return (
    <button
      type="button"
      className="button"
      aria-label={of === 'all' ? 'Reality of all clusters' : undefined}
      title={
        of === 'all'
          ? 'Which of these clusters are found again, told apart in the measured quantities, and more than shuffled data give'
          : 'Whether these events are a population: found again by other seeds and samples, told apart in the measured quantities, more than shuffled data give'
      }
      onClick={() => {
        const cluster = clusterCellOf(outcrop);
        if (cluster) judge(outcrop, cluster, of === 'all' ? null : judgedSelection(outcrop, cluster.id));
      }}
    >
      Reality
    </button>
  );
}
