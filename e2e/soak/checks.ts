import type { Page } from '@playwright/test';
import { expect } from '../support/page.ts';
import { type Hand, leaveFields, putAway } from './hand.ts';
import { documentOf, saveNotebook } from './saved-notebook.ts';

/** Words that no message to a user has: they are slips of a program. */
const SLIPS = /\bundefined\b|\bNaN\b|not a function|cannot read prop|\[object |could not be drawn|internal/i;

export function slips(told: string[]): string[] {
  return told.filter((text) => SLIPS.test(text));
}

/** Stops what runs, puts dialogs away, and waits until all is kept. */
export async function rest(hand: Hand): Promise<void> {
  const { page } = hand;
  await putAway(hand);
  await leaveFields(hand);
  await expect(async () => {
    await page.keyboard.press('Control+i');
    await expect(page.getByRole('button', { name: 'Stop all that runs' })).toBeDisabled({ timeout: 3000 });
  }).toPass({ timeout: 60_000 });
  await expect(page.locator('.save-mark')).toHaveText(/^saved|^unchanged/, { timeout: 30_000 });
}

async function travel(page: Page, way: 'Undo' | 'Redo'): Promise<number> {
  // That of the bar: a message may offer it, too. Not by key: a note that comes back empty takes the keys.
  const button = page.getByRole('banner').getByRole('button', { name: new RegExp(`^${way}`) });
  return button.evaluate(async (element) => {
    let steps = 0;
    for (; steps < 400 && !(element as HTMLButtonElement).disabled; steps++) {
      (element as HTMLButtonElement).click();
      // All are done; some are drawn.
      await new Promise<unknown>((next) =>
        steps % 8 === 0 ? requestAnimationFrame(next) : setTimeout(next),
      );
    }
    return steps;
  });
}

export interface Steps {
  /** Of the history, all of which were undone. */
  undone: number;
  start: Record<string, unknown>;
}

/** All undone and done again is the same notebook; gives what it was at its start. */
export async function undoAndRedoAll(hand: Hand): Promise<Steps> {
  const { page } = hand;
  await rest(hand);
  await travel(page, 'Redo');
  const before = documentOf(await saveNotebook(page));
  const undone = await travel(page, 'Undo');
  const start = documentOf(await saveNotebook(page));
  const again = await travel(page, 'Redo');
  await rest(hand);
  expect(again, 'steps that were redone').toBe(undone);
  expect(documentOf(await saveNotebook(page)), 'the notebook after undo and redo of all').toEqual(before);
  return { undone, start };
}

/** What was journalled and is replayed in a new tab is the notebook that this tab has. */
export async function replayInAnotherTab(hand: Hand): Promise<void> {
  const { page } = hand;
  // A change, so that this notebook is the last that was kept.
  const title = page.getByLabel('Title of the notebook');
  await title.fill(`replayed ${Math.floor(1e6 * hand.rng.uniform())}`);
  await page.keyboard.press('Enter');
  await expect(page.locator('.save-mark')).toHaveText(/^saved/, { timeout: 30_000 });
  await rest(hand);
  const here = documentOf(await saveNotebook(page));
  const other = await page.context().newPage();
  await other.goto('/');
  await expect(other.getByLabel('Title of the notebook')).toHaveValue(String(here.title), {
    timeout: 20_000,
  });
  // Keys are heard once all of the page stands.
  await expect(other.getByTitle(/^Run every stale cell/)).toBeVisible({ timeout: 60_000 });
  expect(documentOf(await saveNotebook(other)), 'the notebook that was replayed from the journal').toEqual(
    here,
  );
  await other.close();
}
