import { paramsParser } from '../../notebook/cell-kind.ts';
import type { CellKind } from '../contract.ts';
import { type TaskParams, taskParams } from './params.ts';

export const taskKind: CellKind<TaskParams, never> = {
  kind: 'task',
  version: 1,
  title: 'Task',
  about: 'A step of a tutorial: what to do, and a judge of what was done.',
  offered: false,
  inputs: {},
  parse: paramsParser(taskParams),
  defaults: () => ({ tutorial: 'above-the-anode', step: 'look' }),
  migrations: [],
  cost: 'cheap',
  compute: null,
  columns: null,
  summary: () => '',
};
