import type { AppCommand } from '../commands/command.ts';
import type { Outcrop } from '../context.ts';
import { clusterCellOf, judge, judgedSelection } from './judge.ts';

function notClustered(outcrop: Outcrop): string | null {
  return clusterCellOf(outcrop) ? null : 'nothing is clustered yet';
}

/** Reality cards by name. */
export const realityCommands: AppCommand[] = [
  {
    id: 'reality-selection',
    name: 'Reality card of the selection',
    keys: null,
    group: 'selection',
    refusal: (outcrop) =>
      outcrop.session.store.getState().document.selection.length === 0
        ? 'nothing is selected'
        : notClustered(outcrop),
    run(outcrop) {
      const cluster = clusterCellOf(outcrop);
      if (cluster) judge(outcrop, cluster, judgedSelection(outcrop, cluster.id));
    },
  },
  {
    id: 'reality-all',
    name: 'Reality cards of all clusters',
    keys: null,
    group: 'selection',
    refusal: notClustered,
    run(outcrop) {
      const cluster = clusterCellOf(outcrop);
      if (cluster) judge(outcrop, cluster, null);
    },
  },
];
