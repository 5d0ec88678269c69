import { createRng } from '../src/core/random/rng.ts';
import { ACTIONS, type Action } from './soak/actions.ts';
import { replayInAnotherTab, slips, undoAndRedoAll } from './soak/checks.ts';
import { type Hand, putAway } from './soak/hand.ts';
import { type Heap, heapAtRest } from './soak/heap.ts';
import { putAwayBegin } from './support/app.ts';
import { expect, test } from './support/page.ts';

/** `node tools/soak.mjs --actions 2000 --seed 1` asks for more. */
const COUNT = Number(process.env.OUTCROP_SOAK_ACTIONS ?? 40);
const SEED = Number(process.env.OUTCROP_SOAK_SEED ?? 1);
/** Actions between two looks at all that must hold. */
const STRETCH = Math.max(40, Math.min(200, COUNT / 4));
/**
 * Share that a page's heap may grow by until it is loaded anew: its data from the first stretch on, the whole from the second,
 * as much of what V8 compiles is compiled by then.
 */
const GROWTH = 0.2;
const LAST_SHOWN = 40;
/** Asked for by a person, who is told how far it is. */
const TOLD = process.env.OUTCROP_SOAK_ACTIONS !== undefined;

const megabytes = ({ whole, data }: Heap): string =>
  `${(whole / 1e6).toFixed(1)} MB, data ${(data / 1e6).toFixed(2)} MB`;

function choose(hand: Hand, actions: readonly Action[]): Action {
  let at = hand.rng.uniform() * actions.reduce((sum, { weight }) => sum + weight, 0);
  for (const action of actions) {
    at -= action.weight;
    if (at < 0) return action;
  }
  return actions[actions.length - 1];
}

// Many actions are on a small screen, which costs less to draw.
if (COUNT > 100) test.use({ viewport: { width: 1024, height: 768 } });

test(`${COUNT} actions by chance, seed ${SEED}: no error, no slip, no growth, the document is its replay`, async ({
  page,
  faults,
}) => {
  test.setTimeout(60_000 + 1500 * COUNT);
  const hand: Hand = { page, rng: createRng(SEED), saved: null };
  const trace: string[] = [];
  const misses = new Map<string, number>();
  /** ms by what was done. */
  const spent = new Map<string, number>();
  const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const since = Date.now();
    try {
      return await work();
    } finally {
      spent.set(what, (spent.get(what) ?? 0) + Date.now() - since);
    }
  };
  page.on('popup', (popup) => void popup.close());
  page.on('dialog', (dialog) => void dialog.accept());
  page.on('crash', () => faults.push('the page crashed'));
  await page.goto('/');
  await putAwayBegin(page);
  const session = await page.context().newCDPSession(page);
  /** What notebooks were at their start, by id; undefined where they have more steps than can be undone. */
  const starts = new Map<unknown, Record<string, unknown> | undefined>();
  const heaps: Heap[] = [];
  const withoutReload = ACTIONS.filter(({ name }) => name !== 'reload');
  const began = Date.now();
  /** Actions begun: some cannot be done at that moment, and are not counted. */
  let tries = 0;

  async function look(): Promise<void> {
    const { undone, start } = await undoAndRedoAll(hand);
    trace.push(`-- ${undone} steps undone and redone`);
    if (undone >= 200) starts.set(start.id, undefined);
    else if (starts.has(start.id) && starts.get(start.id)) {
      expect(start, 'the notebook with all undone is what it was at its start').toEqual(starts.get(start.id));
    } else if (!starts.has(start.id)) starts.set(start.id, start);
    await replayInAnotherTab(hand);
  }

  try {
    // Outside of a step Playwright goes through all calls there have been, at each call: half of the CPU of 2,000 actions.
    await test.step('actions', async () => {
      for (let done = 1; done <= COUNT; ) {
        // A page that is loaded anew begins with a new heap.
        const action = choose(hand, done <= COUNT / 2 ? withoutReload : ACTIONS);
        tries++;
        if (tries > 10 * COUNT) throw new Error(`${done} actions in ${tries} tries`);
        let what: string | null;
        try {
          what = await timed(action.name, () => action.act(hand));
        } catch (error) {
          // What is covered or gone a moment later, a user would not have clicked.
          if (
            !(error instanceof Error) ||
            !/Timeout|detached|not attached|outside of the viewport/.test(error.message)
          )
            throw error;
          what = `missed: ${error.message.split('\n')[0].slice(0, 120)}`;
          misses.set(action.name, (misses.get(action.name) ?? 0) + 1);
        }
        if (what === null) {
          await putAway(hand);
          continue;
        }
        trace.push(`${done} ${action.name}: ${what}`);
        expect(faults, `after action ${done}`).toEqual([]);
        const told = await timed('put away', () => putAway(hand));
        expect(slips(told), `messages after action ${done}`).toEqual([]);
        if (done % STRETCH === 0) await timed('look', look);
        if (done <= COUNT / 2 && done % STRETCH === 0) {
          heaps.push(await timed('heap', () => heapAtRest(hand, session)));
          trace.push(`-- heap ${megabytes(heaps.at(-1)!)}`);
        }
        if (TOLD && done % STRETCH === 0) {
          const seconds = Math.round((Date.now() - began) / 1000);
          console.log(`${done} of ${COUNT}, ${seconds} s, ${trace.at(-1)?.replace('-- ', '')}`);
        }
        done++;
      }
    });
  } catch (error) {
    console.log(trace.slice(-LAST_SHOWN).join('\n'));
    console.log(JSON.stringify(Object.fromEntries(spent)));
    throw error;
  }
  const missed = [...misses.values()].reduce((a, b) => a + b, 0);
  const report = {
    seed: SEED,
    actions: COUNT,
    notThen: tries - COUNT,
    missed: Object.fromEntries(misses),
    notebooks: starts.size,
    heaps: heaps.map(megabytes),
    seconds: Math.round((Date.now() - began) / 1000),
    secondsBy: Object.fromEntries(
      [...spent]
        .sort(([, a], [, b]) => b - a)
        .slice(0, 14)
        .map(([what, ms]) => [what, Math.round(ms / 1000)]),
    ),
  };
  test.info().annotations.push({ type: 'soak', description: JSON.stringify(report) });
  if (TOLD) console.log(JSON.stringify(report));
  expect(missed, JSON.stringify(report.missed)).toBeLessThan(0.1 * COUNT);
  const [first, second] = heaps;
  const last = heaps.at(-1);
  if (last && last !== first) expect(last.data, 'data of the heap').toBeLessThan((1 + GROWTH) * first.data);
  if (last && last !== first && last !== second)
    expect(last.whole, 'the whole heap').toBeLessThan((1 + GROWTH) * second.whole);
});
