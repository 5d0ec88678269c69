import { expect, it } from 'vitest';
import { createRng } from '../../core/random/rng.ts';
import { type TextBytes, writeDouble, writeFloat } from './number-bytes.ts';

const out: TextBytes = { bytes: new Uint8Array(200), length: 0 };
const decoder = new TextDecoder();

function text(write: typeof writeDouble, value: number): string {
  out.length = 0;
  write(out, value);
  return decoder.decode(out.bytes.subarray(0, out.length));
}

const rng = createRng(5);
const memory = new DataView(new ArrayBuffer(8));
const anyBits = (): void => {
  for (let word = 0; word < 8; word += 4) memory.setUint32(word, Math.floor(rng.uniform() * 2 ** 32));
};

it('writes doubles as the engine does, the shortest digits that give them back', () => {
  const edges = [
    0,
    -0,
    1,
    -1,
    0.1,
    0.3,
    0.1 + 0.2,
    1e-5,
    9.999999999999999e-6,
    123456.789,
    1e15,
    1e21,
    2 ** 53,
  ];
  edges.push(
    0.09999999999999999,
    999999999999999.9,
    100000000000000.5,
    1 / 3,
    1e8,
    1e9 + 0.5,
    99999999,
    5e-324,
  );
  for (let i = 0; i < 20_000; i++) {
    anyBits();
    edges.push(memory.getFloat64(0));
    edges.push(
      Math.round((rng.uniform() - 0.5) * 10 ** (1 + 15 * rng.uniform())) /
        10 ** Math.floor(12 * rng.uniform()),
    );
    edges.push((rng.uniform() - 0.5) * 10 ** (12 * rng.uniform() - 4));
  }
  const wrong = edges.filter((value) => {
    if (!Number.isFinite(value)) return false;
    const written = text(writeDouble, value);
    return written !== (Object.is(value, -0) ? '-0' : String(value)) || !Object.is(Number(written), value);
  });
  expect(wrong).toEqual([]);
});

it('writes floats with as few digits, from 6 on, as give them back', () => {
  const values = [0.1, 16777216, 16777217, 3.4028234663852886e38, 1.401298464324817e-45, -1.5e-40, 8388607.5];
  for (let i = 0; i < 20_000; i++) {
    anyBits();
    values.push(memory.getFloat32(0));
    values.push((rng.uniform() - 0.5) * 10 ** (9 * rng.uniform() - 4));
  }
  const wrong = values.map(Math.fround).filter((value) => {
    if (!Number.isFinite(value)) return false;
    const written = text(writeFloat, value);
    if (!Object.is(Math.fround(Number(written)), value)) return true;
    let digits = 6;
    while (Math.fround(Number(value.toPrecision(digits))) !== value) digits++;
    return !Number.isInteger(value) && written !== String(Number(value.toPrecision(digits)));
  });
  expect(wrong).toEqual([]);
  expect(text(writeFloat, 0.1)).not.toContain('0.10000000149');
});

it('names what is no number', () => {
  expect([Number.NaN, Infinity, -Infinity].map((value) => text(writeDouble, value))).toEqual([
    '',
    'inf',
    '-inf',
  ]);
  expect([Number.NaN, Infinity, -Infinity].map((value) => text(writeFloat, value))).toEqual([
    '',
    'inf',
    '-inf',
  ]);
});
