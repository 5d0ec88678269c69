import { expect, it } from 'vitest';
import { savedWhen } from './saved-when.ts';

it('names the day in words where it is near', () => {
  const at = (day: number, hour: number): number => new Date(2026, 10, day, hour, 4).getTime();
  const now = at(22, 1);
  expect(savedWhen(at(22, 0), now)).toMatch(/^today .*04/);
  expect(savedWhen(at(21, 23), now)).toMatch(/^yesterday .*04/);
  expect(savedWhen(at(20, 23), now)).toMatch(/20.*2026.*04/);
  expect(savedWhen(at(23, 2), now)).toMatch(/23.*2026.*04/);
});
