import type { Format } from '../../format.ts';

/** CERN ROOT files with trees or ntuples. jsroot is only loaded for them. */
export const rootFormat: Format = {
  id: 'root',
  label: 'ROOT',
  extensions: ['.root'],
  sniff: ([a, b, c, d, e]) => a === 0x72 && b === 0x6f && c === 0x6f && d === 0x74 && e < 32,
  async inspect(...asked) {
    const [{ inspectRoot }, { hearJsroot }] = await Promise.all([
      import('./read.ts'),
      import('./jsroot-words.ts'),
    ]);
    return hearJsroot(
      () => inspectRoot(...asked),
      (contents, words) => ({
        ...contents,
        skipped: [...contents.skipped, ...words.map((reason) => ({ name: 'jsroot', reason }))],
      }),
    );
  },
  async read(...asked) {
    const [{ readRoot }, { hearJsroot }] = await Promise.all([
      import('./read.ts'),
      import('./jsroot-words.ts'),
    ]);
    return hearJsroot(
      () => readRoot(...asked),
      (result, words) => ({
        ...result,
        warnings: [...result.warnings, ...words.map((word) => `jsroot: ${word}`)],
      }),
    );
  },
};
