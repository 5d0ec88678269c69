/**
 * Acts on the built app by chance for as long as asked, and holds what must always hold (e2e/soak.spec.ts):
 *
 *     node tools/soak.mjs --actions 2000 --seed 1
 *
 * A failure prints the last actions; the seed repeats them.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    actions: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
  },
});
for (const [name, value] of Object.entries(values)) {
  if (!/^\d+$/.test(value)) {
    console.error(`invalid --${name}: ${value}; expected a whole number`);
    process.exit(2);
  }
}
const { status } = spawnSync('npx', ['playwright', 'test', 'e2e/soak.spec.ts'], {
  stdio: 'inherit',
  env: { ...process.env, OUTCROP_SOAK_ACTIONS: values.actions, OUTCROP_SOAK_SEED: values.seed },
});
process.exit(status ?? 1);
