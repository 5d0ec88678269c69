import { expect, test } from 'vitest';
import { cutApi } from '../../../workers/cut/cut.ts';
import { createRng } from '../../core/random/rng.ts';
import { type Bits, bitsFrom, countBits, hasBit, rowsOf } from '../../core/table/bits.ts';
import type { SelectionStep } from '../../core/table/clause.ts';
import { type Column, textAt } from '../../core/table/column.ts';
import { resolveSteps } from '../../core/table/resolve.ts';
import type { ComputeContext } from '../contract.ts';
import { withProposal } from './add-proposal.ts';
import { cutColumns } from './compute.ts';
import { cutKind } from './kind.ts';
import type { CutParams } from './params.ts';

const ROWS = 1000;
const random = createRng(4);
const column = (name: string, role: Column['role'], values: Float64Array): Column => ({
  name,
  unit: '',
  role,
  type: 'float64',
  values,
  missing: null,
});
const x = Float64Array.from({ length: ROWS }, () => random.normal());
const gap = x.map((value, row) => (row % 10 === 0 ? Number.NaN : value));
const columns = [column('x', 'feature', x), column('gap', 'feature', gap), column('truth', 'truth', x)];
const high: SelectionStep[] = [
  { mode: 'replace', clause: { type: 'range', column: 'data:x', low: 1, high: null } },
];

const resolve = (steps: SelectionStep[]): Bits =>
  resolveSteps(steps, ROWS, (ref) => columns.find(({ name }) => ref === `data:${name}`)).selected;

function run(params: CutParams) {
  const context = {
    cell: 'cut',
    signal: new AbortController().signal,
    jobs: { cutFlow: (_call: unknown, ...args: Parameters<typeof cutApi.flow>) => cutApi.flow(...args) },
    inspection: async () => ({
      rows: async (steps: SelectionStep[]) => ({ selected: resolve(steps), skipped: [] }),
    }),
  } as unknown as ComputeContext;
  const data = { cell: 'data', result: { table: { rows: ROWS, columns } } };
  if (cutKind.compute === null) throw new Error('it computes');
  return cutKind.compute(context, cutKind.parse(params), { data });
}

const cut = (id: string, expression: string, sense: 'keep' | 'remove' = 'remove', on = true) => ({
  id,
  name: id,
  expression,
  sense,
  on,
  tuned: null,
});

test('cuts act in order; off, empty and wrong ones let everything pass; missing is not selected', async () => {
  const flow = await run({
    cuts: [
      cut('a', 'x > 1'),
      cut('b', 'gap < 0', 'keep'),
      cut('c', 'gap < 0'),
      cut('d', 'x < 0', 'remove', false),
      cut('e', ''),
      cut('f', 'nothing > 1'),
      cut('g', 'truth > 0'),
    ],
    samples: [{ role: 'signal', name: 'high', steps: high }],
  });
  const of = (test: (row: number) => boolean): number => countBits(bitsFrom(ROWS, test));
  const [a, b, c, d, e, f, g] = flow.steps;
  expect(a.passes).toBe(of((row) => !(x[row] > 1)));
  expect(b.passes).toBe(of((row) => gap[row] < 0));
  expect(c.passes).toBe(of((row) => !(gap[row] < 0)));
  expect(a.samples?.map(({ alone }) => alone.count)).toEqual([a.passes, 0]);
  expect(b.samples?.[0].cumulative.count).toBe(of((row) => gap[row] < 0 && !(x[row] > 1)));
  expect(d.samples).toBeNull();
  expect([e.problem, f.samples]).toEqual([null, null]);
  expect(f.problem).toContain('unknown column nothing');
  expect(g.problem).toContain('unknown column truth');
  expect(countBits(flow.passing)).toBe(0);
  // N - 1: c alone of the others leaves nothing beside b; a has its number drawn.
  expect(a.leftBehind).toBeNull();
  expect(d.leftBehind).toBeNull();
  const one = await run({ cuts: [cut('a', 'x > 1')], samples: [] });
  expect(one.steps[0].leftBehind?.numbers).toEqual([1]);
  expect(one.steps[0].leftBehind?.counts.reduce((sum, n) => sum + n, 0)).toBeGreaterThan(980);
  const [mask] = cutColumns(one);
  expect([textAt(mask, 0), one.passing.length]).toEqual([x[0] > 1 ? 'removed' : 'kept', ROWS]);
  expect(cutKind.summary(one, { cuts: [], samples: [] })).toMatch(/^1 cut: \d+ of 1,000 events kept$/);
});

test('figures of a proposed cut are of the events that it was not tuned on', async () => {
  const target = resolve(high);
  const found = await cutApi.propose(
    { rows: ROWS, columns: columns.slice(0, 1) },
    { quantities: [{ column: 'x', log: false }], target, rest: null, seed: 1 },
    () => undefined,
  );
  const params = withProposal(
    { cuts: [], samples: [] },
    found.proposals[0],
    { name: 'high', steps: high },
    1,
  );
  const flow = await run(params);
  const { efficiency } = found.proposals[0].heldOut;
  expect(flow.samples).toEqual(['all events', 'high']);
  expect(flow.heldOut).toBe(efficiency.of + found.proposals[0].heldOut.restRemoved.of);
  const kept = flow.steps[0].samples?.[1].alone;
  expect([kept?.of, (kept?.of ?? 0) - (kept?.count ?? 0)]).toEqual([efficiency.of, efficiency.count]);
  expect(rowsOf(target).some((row) => hasBit(flow.passing, row))).toBe(efficiency.value < 1);
});

test('a list from a stranger is held to its bounds', () => {
  const list = (patch: object): unknown => ({ cuts: [{ ...cut('a', 'x > 1'), ...patch }], samples: [] });
  expect(cutKind.parse(list({}))).toEqual(list({}));
  for (const patch of [
    { id: '__proto__' },
    { sense: 'drop' },
    { expression: 'x'.repeat(10_001) },
    { tuned: {} },
  ]) {
    expect(() => cutKind.parse(list(patch)), JSON.stringify(patch).slice(0, 60)).toThrow();
  }
  expect(() =>
    cutKind.parse({ cuts: Array.from({ length: 101 }, () => cut('a', '')), samples: [] }),
  ).toThrow();
});
