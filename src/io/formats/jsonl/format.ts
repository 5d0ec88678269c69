import type { Format } from '../../format.ts';
import { countJsonLines, inspectJsonLines, readJsonLines } from './read.ts';

/** An object, or an array whose first item is one, possibly behind a byte order mark. */
const BEGINS = /^\uFEFF?\s*(?:\{\s*(?:"|\}|$)|\[\s*(?:\{|$))/;

export const jsonlFormat: Format = {
  id: 'jsonl',
  label: 'JSON lines',
  extensions: ['.jsonl', '.ndjson', '.json', '.jsonl.gz'],
  sniff: (head) => BEGINS.test(new TextDecoder('utf-8', { ignoreBOM: true }).decode(head.subarray(0, 1024))),
  inspect: async (file, name) => inspectJsonLines(file, name),
  count: async (file, name, _options, progress) => countJsonLines(file, name, progress),
  read: readJsonLines,
};
