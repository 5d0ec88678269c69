// Reads every damaged file of the corpus (src/io/corpus.test.ts) and prints what came of them: node tools/corpus.mjs
import { spawnSync } from 'node:child_process';

const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', 'src/io/corpus.test.ts', '--disable-console-intercept'],
  { stdio: 'inherit', env: { ...process.env, CORPUS: 'all' } },
);
process.exit(status ?? 1);
