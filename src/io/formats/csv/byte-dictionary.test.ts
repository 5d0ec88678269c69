import { expect, it } from 'vitest';
import { createRng } from '../../../core/random/rng.ts';
import { ByteDictionary } from './byte-dictionary.ts';

it('numbers distinct texts as a Map does', () => {
  const { uniform } = createRng(3);
  const dictionary = new ByteDictionary();
  const known = new Map<string, number>();
  const encoder = new TextEncoder();
  const wrong: string[] = [];
  for (let i = 0; i < 20000; i++) {
    const text = `x${Math.floor(uniform() * 3000)}`.slice(Math.floor(uniform() * 2));
    if (!known.has(text)) known.set(text, known.size);
    const bytes = encoder.encode(`(${text})`);
    if (dictionary.intern(bytes, 1, bytes.length - 1) !== known.get(text)) wrong.push(text);
  }
  expect(dictionary.size).toBe(known.size);
  const decoder = new TextDecoder();
  for (const [text, code] of known) if (decoder.decode(dictionary.bytesOf(code)) !== text) wrong.push(text);
  expect(wrong).toEqual([]);
});

it('keeps the empty text apart', () => {
  const dictionary = new ByteDictionary();
  expect(dictionary.intern(new Uint8Array(0), 0, 0)).toBe(0);
  expect(dictionary.intern(new Uint8Array([0]), 0, 1)).toBe(1);
  expect(dictionary.intern(new Uint8Array(5), 2, 2)).toBe(0);
});
