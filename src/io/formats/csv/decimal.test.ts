import { describe, expect, it } from 'vitest';
import { createRng } from '../../../core/random/rng.ts';
import { parseDecimal } from './decimal.ts';

const encoder = new TextEncoder();
function parse(text: string, mark = '.'): number {
  const bytes = encoder.encode(text);
  return parseDecimal(bytes, 0, bytes.length, mark.charCodeAt(0));
}

describe('parseDecimal', () => {
  it('reads what Number reads', () => {
    for (const text of [
      '0',
      '-0',
      '+7',
      '007',
      '1.',
      '.5',
      '-.5e-3',
      '1e5',
      '1E+05',
      '2.706919e+02',
      '1e400',
      '1e-400',
      '123456789012345678901234567890',
      '9007199254740993',
      '5e-324',
      '2.2250738585072011e-308',
      '1.7976931348623157e308',
      '0.1',
      '0.30000000000000004',
    ]) {
      expect(Object.is(parse(text), Number(text)), text).toBe(true);
    }
  });

  it('gives NaN for what is no decimal number', () => {
    for (const text of [
      '',
      '-',
      '+',
      '.',
      'e5',
      '1e',
      '1e+',
      '1.2.3',
      '0x10',
      '1 2',
      'Infinity',
      '1,5',
      '--1',
      '1e5.0',
      'nan',
    ]) {
      expect(parse(text), text).toBeNaN();
    }
  });

  it('takes another decimal mark', () => {
    expect(parse('-1,25e2', ',')).toBe(-125);
    expect(parse('0,12345678901234567890123', ',')).toBe(Number('0.12345678901234567890123'));
    expect(parse('1.5', ',')).toBeNaN();
  });

  it('equals Number on random doubles and random digits, to the bit', () => {
    const { uniform } = createRng(7);
    const view = new DataView(new ArrayBuffer(8));
    const wrong: string[] = [];
    const check = (text: string): void => {
      if (!Object.is(parse(text), Number(text))) wrong.push(text);
    };
    for (let i = 0; i < 20000; i++) {
      view.setUint32(0, Math.floor(uniform() * 2 ** 32));
      view.setUint32(4, Math.floor(uniform() * 2 ** 32));
      const value = view.getFloat64(0);
      if (Number.isFinite(value)) check(String(value));
      const scaled = (uniform() - 0.5) * 10 ** Math.floor(uniform() * 30 - 15);
      check(String(scaled));
      check(scaled.toExponential(Math.floor(uniform() * 20)));
      let digits = '';
      const length = 1 + Math.floor(uniform() * 22);
      for (let d = 0; d < length; d++) digits += Math.floor(uniform() * 10);
      const point = Math.floor(uniform() * (length + 1));
      check(`${digits.slice(0, point)}.${digits.slice(point)}`);
      check(`-${digits}e${Math.floor(uniform() * 50 - 25)}`);
    }
    expect(wrong).toEqual([]);
  });

  it('equals Number halfway between two doubles, where rounding is hardest', () => {
    const wrong: string[] = [];
    const { uniform } = createRng(8);
    for (let i = 0; i < 8000; i++) {
      // 2^53 + odd is halfway; its neighbours and its tenths are close to it.
      const halfway = 2n ** 53n + 2n * BigInt(Math.floor(uniform() * 2 ** 40)) + 1n;
      for (const text of [
        `${halfway}`,
        `${halfway}.5`,
        `${halfway}e3`,
        `${halfway}00e-2`,
        `${halfway * 10n - 1n}e-1`,
        `${halfway * 10n + 1n}e-1`,
      ]) {
        if (!Object.is(parse(text), Number(text))) wrong.push(text);
      }
    }
    expect(wrong).toEqual([]);
  });
});
