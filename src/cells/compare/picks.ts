import type { SelectionStep } from '../../core/table/clause.ts';
import { CLUSTER_COLUMN } from '../cluster/compute.ts';
import { CROSSED, POCKET, RUN, UNLIKE } from './columns.ts';
import type { CompareResult } from './compute.ts';
import { clusterName, type Picked } from './findings.ts';

/** The events of a finding as a selection of the new run, and its name. */
export function stepsOf(
  pick: Picked,
  result: Chosen,
  cells: { compare: string; cluster: string; data: string },
): { steps: SelectionStep[]; name: string } {
  const replace = (column: string, labels: number[]): SelectionStep => ({
    mode: 'replace',
    clause: { type: 'labels', column, labels },
  });
  const mine = (column: string): string => `${cells.compare}:${column}`;
  const within = (run: number): SelectionStep[] =>
    result.runs.length > 1 || result.mode === 'runs'
      ? [{ mode: 'intersect', clause: { type: 'labels', column: mine(RUN), labels: [run] } }]
      : [];
  switch (pick.type) {
    case 'cluster': {
      const cell = result.mode === 'runs' ? cells.cluster : cells.compare;
      return {
        steps: [replace(`${cell}:${CLUSTER_COLUMN}`, [pick.label]), ...within(pick.run)],
        name: `${clusterName(pick.label)} of ${result.runs[pick.run].name}`,
      };
    }
    case 'unlike': {
      const labels = [-1, ...result.novel.populations.map(({ label }) => label)];
      return {
        steps: [replace(mine(UNLIKE), labels), ...within(pick.run)],
        name: `events of ${result.runs[pick.run].name} unlike the reviewed`,
      };
    }
    case 'population':
      return { steps: [replace(mine(UNLIKE), [pick.label])], name: `new population ${pick.label}` };
    case 'pocket':
      return {
        steps: [replace(mine(POCKET), [pick.label])],
        name: `grown population ${pick.label}`,
      };
    case 'place': {
      const { run, x, y, xRange, yRange } = pick.place;
      const side = (column: string, [low, high]: [number, number]) =>
        ({ type: 'range', column: `${cells.data}:${column}`, low, high }) as const;
      const clause = { type: 'box', x: side(x, xRange), y: side(y, yRange) } as const;
      return {
        steps: [{ mode: 'replace', clause }, ...within(run)],
        name: `${x}, ${y} where ${result.runs[run].name} is crowded`,
      };
    }
    case 'crossed':
      return { steps: [replace(mine(CROSSED), [1])], name: 'events that changed cluster' };
  }
}

type Chosen = Pick<CompareResult, 'runs' | 'mode' | 'novel'>;
