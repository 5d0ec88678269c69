import { expect, test } from 'vitest';
import { once } from './once.ts';

test('is made when it is first asked for, and once, whatever it is', () => {
  let made = 0;
  const nothing = once(() => {
    made++;
    return undefined;
  });
  expect(made).toBe(0);
  expect([nothing(), nothing()]).toEqual([undefined, undefined]);
  expect(made).toBe(1);
});

test('what could not be made is tried again', () => {
  let tries = 0;
  const second = once(() => {
    tries++;
    if (tries === 1) throw new Error('not yet');
    return tries;
  });
  expect(second).toThrow('not yet');
  expect([second(), second()]).toEqual([2, 2]);
});
