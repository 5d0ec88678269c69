import type { Format } from '../../format.ts';

/** CERN ROOT files with trees or ntuples. jsroot is only loaded for them. */
export const rootFormat: Format = {
  id: 'root',
  label: 'ROOT',
  extensions: ['.root'],
  sniff: ([a, b, c, d, e]) => a === 0x72 && b === 0x6f && c === 0x6f && d === 0x74 && e < 32,
  inspect: async (...asked) => (await import('./read.ts')).inspectRoot(...asked),
  read: async (...asked) => (await import('./read.ts')).readRoot(...asked),
};
