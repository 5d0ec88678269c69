import type { Format, ReadOptions } from '../../format.ts';
import { readHead } from '../../inflate.ts';
import { inspectCsv } from '../csv/inspect.ts';
import { countCsv, readCsv } from '../csv/read.ts';
import { headerLineOf, RewrittenFile } from './rewrite.ts';

const HEAD_BYTES = 1 << 16;

/**
 * The standard output of NEST's execNEST: lines of preamble, then a table with tabs, in which one cell holds a position
 * as `x, y, z`, which becomes three columns. Read as the TSV file that it nearly is.
 */
export const nestFormat: Format = {
  id: 'nest',
  label: 'execNEST text',
  extensions: ['.txt', '.tsv', '.out'],
  sniff: (head) => headerLineOf(linesOf(head)) >= 0,
  inspect: async (file, name, options) => inspectCsv(await rewritten(file, name), name, asTsv(options)),
  count: async (file, name, options, progress) =>
    countCsv(await rewritten(file, name), name, asTsv(options), progress),
  read: async (file, name, options, progress) =>
    readCsv(await rewritten(file, name), name, asTsv(options), progress),
};

function asTsv(options: ReadOptions): ReadOptions {
  return { ...options, delimiter: '\t', header: true };
}

async function rewritten(file: Blob, name: string): Promise<Blob> {
  return new RewrittenFile(file, linesOf(await readHead(file, name, HEAD_BYTES)));
}

function linesOf(head: Uint8Array): string[] {
  return new TextDecoder().decode(head).split('\n');
}
