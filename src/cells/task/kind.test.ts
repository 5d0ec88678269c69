import { expect, test } from 'vitest';
import { answerOf } from './answer.ts';
import { taskKind } from './kind.ts';

test('parameters of strangers are names', () => {
  expect(taskKind.parse(taskKind.defaults())).toEqual(taskKind.defaults());
  expect(() => taskKind.parse({ tutorial: '../x', step: 'look' })).toThrow('tutorial');
  expect(() => taskKind.parse({ tutorial: 'a', step: 'x'.repeat(65) })).toThrow('step');
});

test('what is no answer counts as none', () => {
  const none = { passed: false, wrong: 0 };
  expect(answerOf({})).toEqual(none);
  expect(answerOf({ answer: { passed: 'yes', wrong: 0 } })).toEqual(none);
  expect(answerOf({ answer: { passed: true, wrong: -1 } })).toEqual(none);
  const share = { count: 3, of: 2 };
  const last = { failure: null, on: 'these', flag: null, efficiency: share, purity: share, others: share };
  expect(answerOf({ answer: { passed: true, wrong: 0, last } })).toEqual(none);
  expect(answerOf({ answer: { passed: true, wrong: 2, choice: 1 } })).toEqual({
    passed: true,
    wrong: 2,
    choice: 1,
  });
});
