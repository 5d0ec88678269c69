import { expect, test } from 'vitest';
import { createRng } from '../random/rng.ts';
import { bitsFrom } from '../table/bits.ts';
import type { Column, Role } from '../table/column.ts';
import { makeTable } from '../table/table.ts';
import { columnChanges, pairAgreement, transitions } from './event-moves.ts';
import { matchEvents } from './match-events.ts';

const base = (name: string, role: Role = 'id') => ({ name, unit: null, role, missing: null });
const float = (name: string, values: number[], role: Role = 'feature'): Column => ({
  ...base(name, role),
  type: 'float64',
  values: Float64Array.from(values),
});
const int = (name: string, values: number[]): Column => ({
  ...base(name),
  type: 'int32',
  values: Int32Array.from(values),
});
const long = (name: string, values: bigint[]): Column => ({
  ...base(name),
  type: 'int64',
  values: BigInt64Array.from(values),
});

test('64-bit ids match exactly, also where they are of other types', () => {
  const near = 2n ** 60n;
  const a = makeTable([long('id', [near, near + 1n, 7n])]);
  const b = makeTable([long('id', [near + 1n, near + 2n, 7n])]);
  const found = matchEvents(a, b, ['id'], null);
  expect([...found.partner]).toEqual([1, -1, 2]);
  expect(found).toMatchObject({ matched: 2, alone: { reference: 1, other: 1 }, notes: [] });
  const mixed = matchEvents(a, makeTable([float('id', [7, Number(near), Number.NaN], 'id')]), ['id'], null);
  // The double 2^60 is no id that can be trusted, and matches none.
  expect([...mixed.partner]).toEqual([2, -1, -1]);
  expect(mixed.missing.other).toBe(1);
  expect(mixed.notes.join()).toContain('does not hold all of its digits');
});

test('ids that repeat match nothing, unless a time tells them apart; nothing is dropped', () => {
  const a = makeTable([
    int('run', [1, 1, 1, 2, 2]),
    int('event', [5, 5, 6, 5, 7]),
    float('time', [0.1, 0.2, 0.3, 0.4, 0.5], 'time'),
  ]);
  const b = makeTable([
    int('run', [1, 1, 1, 2, 3]),
    int('event', [5, 6, 5, 5, 1]),
    float('time', [0.2, 0.3, 0.1, 9, 1], 'time'),
  ]);
  const plain = matchEvents(a, b, ['run', 'event'], null);
  expect([...plain.partner]).toEqual([-1, 2, -1, 3, -1]);
  expect(plain).toMatchObject({
    matched: 2,
    ambiguous: { reference: 2, other: 2 },
    alone: { reference: 1, other: 1 },
  });
  const timed = matchEvents(a, b, ['run', 'event'], 'time');
  expect([...timed.partner]).toEqual([1, 2, 0, 3, -1]);
  expect(timed).toMatchObject({
    matched: 4,
    tied: true,
    columns: ['run', 'event', 'time'],
    ambiguous: { reference: 0, other: 0 },
  });
});

test('as a slow join has it, and every row is counted once', () => {
  const rng = createRng(4);
  for (let turn = 0; turn < 30; turn++) {
    const draw = (rows: number) => ({
      run: Array.from({ length: rows }, () => rng.integer(3)),
      event: Array.from({ length: rows }, () => rng.integer(30)),
      lost: Array.from({ length: rows }, () => rng.uniform() < 0.1),
    });
    const table = ({ run, event, lost }: ReturnType<typeof draw>) =>
      makeTable([
        int('run', run),
        { ...int('event', event), missing: bitsFrom(event.length, (row) => lost[row]) },
      ]);
    const [a, b] = [draw(40), draw(50)];
    const found = matchEvents(table(a), table(b), ['run', 'event'], null);
    const key = (of: ReturnType<typeof draw>, row: number): string =>
      of.lost[row] ? `lost ${row} of ${of.run.length}` : `${of.run[row]} ${of.event[row]}`;
    const keys = a.run.map((_, row) => key(a, row));
    const others = b.run.map((_, row) => key(b, row));
    const slow = others.map((mine) => {
      const here = keys.flatMap((one, row) => (one === mine ? [row] : []));
      const there = others.filter((one) => one === mine);
      return here.length === 1 && there.length === 1 ? here[0] : -1;
    });
    expect([...found.partner]).toEqual(slow);
    const { matched, missing, ambiguous, alone } = found;
    for (const [side, rows] of [
      ['reference', 40],
      ['other', 50],
    ] as const) {
      expect(matched + missing[side] + ambiguous[side] + alone[side]).toBe(rows);
    }
  }
});

test('what changed between matched events, by hand', () => {
  const a = makeTable([float('w', [1, 2, 3, Number.NaN]), float('same', [1, 1, 1, 1])]);
  const b = makeTable([float('w', [5, 3, 3.0000001, 9]), float('same', [1, 1, 1, 1])]);
  const pairs = { reference: Int32Array.of(0, 1, 2, 3), other: Int32Array.of(0, 1, 2, 3) };
  const [change, ...none] = columnChanges(a, b, ['w', 'same', 'gone'], pairs);
  expect(none).toEqual([]);
  expect(change).toMatchObject({ column: 'w', both: 3, changed: 2, appeared: 1, vanished: 0 });
  expect(change.difference[1]).toBe(2.5);
  expect(transitions(Int32Array.of(0, 0, 1, 2), Int32Array.of(1, 1, 1, 0))).toEqual([
    { from: 0, to: 1, count: 2 },
    { from: 2, to: 0, count: 1 },
  ]);
  const rng = createRng(1);
  const values = Array.from({ length: 500 }, () => rng.normal());
  const rows = Int32Array.from(values, (_, row) => row);
  const agreement = (others: number[]): number =>
    pairAgreement(makeTable([float('q', values)]), makeTable([float('q', others)]), ['q'], {
      reference: rows,
      other: rows,
    });
  expect(agreement(values.map((value) => value ** 3 + 1))).toBeCloseTo(1, 9);
  expect(Math.abs(agreement(values.map(() => rng.normal())))).toBeLessThan(0.2);
});
