import { paramsParser } from '../../notebook/cell-kind.ts';
import type { CellKind } from '../contract.ts';
import { type NoteParams, noteParams } from './params.ts';

export const noteKind: CellKind<NoteParams, never> = {
  kind: 'note',
  version: 1,
  title: 'Note',
  about: 'Text in markdown, with math: what you think and what you found.',
  inputs: {},
  parse: paramsParser(noteParams),
  defaults: () => ({ text: '' }),
  migrations: [],
  cost: 'cheap',
  compute: null,
  columns: null,
  summary: () => '',
};
