import { expect, it } from 'vitest';
import { LatestCall } from './latest-call.ts';

/** Calls that are answered by hand. */
function byHand() {
  const asked: { question: string; answer(value: string): Promise<void>; fail(): Promise<void> }[] = [];
  const taken: string[] = [];
  const failed: unknown[] = [];
  const later = () => new Promise<void>((resolve) => setTimeout(resolve));
  const latest = new LatestCall<string, string>(
    (question) =>
      new Promise((resolve, reject) => {
        asked.push({
          question,
          answer(value) {
            resolve(value);
            return later();
          },
          fail() {
            reject(new Error(question));
            return later();
          },
        });
      }),
    (answer, question) => taken.push(`${question}:${answer}`),
    (error) => failed.push(error),
  );
  return { latest, asked, taken, failed };
}

it('asks one at a time, and of those that came meanwhile the last', async () => {
  const { latest, asked, taken } = byHand();
  for (const question of ['a', 'b', 'c']) latest.ask(question);
  expect(asked.map(({ question }) => question)).toEqual(['a']);
  await asked[0].answer('1');
  expect(asked.map(({ question }) => question)).toEqual(['a', 'c']);
  await asked[1].answer('2');
  expect(taken).toEqual(['a:1', 'c:2']);
});

it('drops what is answered after it was forgotten, whatever comes first', async () => {
  const { latest, asked, taken } = byHand();
  latest.ask('old');
  latest.forget();
  latest.ask('new');
  await asked[1].answer('2');
  await asked[0].answer('1');
  expect(taken).toEqual(['new:2']);
});

it('goes on after a failure', async () => {
  const { latest, asked, taken, failed } = byHand();
  latest.ask('a');
  latest.ask('b');
  await asked[0].fail();
  await asked[1].answer('2');
  expect(failed).toHaveLength(1);
  expect(taken).toEqual(['b:2']);
});
