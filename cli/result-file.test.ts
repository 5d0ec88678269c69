import { expect, test } from 'vitest';
import { proposeCuts } from '../src/core/cut/propose-cuts.ts';
import { createRng } from '../src/core/random/rng.ts';
import { bitsFrom } from '../src/core/table/bits.ts';
import { clusterEntry } from './result-file.ts';

test('a cut that selects none of the held-out events of a cluster is not written', () => {
  const rng = createRng(5);
  const column = (name: string) => ({
    ...{ name, unit: null, role: 'feature' as const, missing: null, type: 'float64' as const },
    values: Float64Array.from({ length: 600 }, () => rng.normal()),
  });
  const table = { rows: 600, columns: [column('a'), column('b')] };
  const quantities = ['a', 'b'].map((name) => ({ column: name, log: false }));
  let failing = 0;
  for (let seed = 0; seed < 20; seed++) {
    const target = bitsFrom(600, (row) => (row * 7919 + seed * 311) % 600 < 10);
    const cuts = proposeCuts(table, { quantities, target, rest: null, seed });
    if (cuts.proposals[0]?.heldOut.efficiency.count === 0) failing++;
    const effects = { effects: [], warnings: [] } as never;
    const { cut } = clusterEntry({ label: 0, size: 10, effects, cuts, heldOut: null }, []);
    if (cut !== null) expect(cut.efficiency).toBeGreaterThan(0);
  }
  expect(failing).toBeGreaterThan(0);
});
