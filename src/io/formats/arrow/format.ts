import type { Format } from '../../format.ts';
import { plainContents } from '../../stored-columns.ts';
import { isArrowFile, isArrowStream } from './messages.ts';
import { inspectArrow, readArrow } from './tables.ts';

export const arrowFormat: Format = {
  id: 'arrow',
  label: 'Arrow / Feather',
  extensions: ['.arrow', '.feather', '.arrows', '.ipc'],
  sniff: (head) => isArrowFile(head) || isArrowStream(head),
  inspect: async (file, name) => plainContents(await inspectArrow(file, name)),
  read: readArrow,
};
