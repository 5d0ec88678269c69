import type { Locator, Page } from '@playwright/test';
import type { Rng } from '../../src/core/random/rng.ts';

/** Who acts: a page, and chance that a seed repeats. */
export interface Hand {
  page: Page;
  rng: Rng;
  /** Text of the notebook that was saved last; null before. */
  saved: string | null;
}

/** ms in which what can be done is done: a control that is covered or went away meanwhile is not waited for. */
export const PATIENCE = 2500;

export function pick<T>(hand: Hand, of: readonly T[]): T {
  return of[Math.min(of.length - 1, Math.floor(hand.rng.uniform() * of.length))];
}

export function between(hand: Hand, low: number, high: number): number {
  return low + (high - low) * hand.rng.uniform();
}

/** One of those that are there, with its place among them; null where there is none. */
export async function anyOf(hand: Hand, found: Locator): Promise<Locator | null> {
  const shown = found.filter({ visible: true });
  const count = await shown.count();
  return count === 0 ? null : shown.nth(Math.floor(hand.rng.uniform() * count));
}

/** Clicks one of them, and gives its name. */
export async function clickAny(hand: Hand, found: Locator): Promise<string | null> {
  const one = await anyOf(hand, found);
  if (!one) return null;
  const name = await nameOf(one);
  await one.click({ timeout: PATIENCE });
  return name;
}

export function nameOf(one: Locator): Promise<string> {
  return one.evaluate(
    (element) => (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 60),
    undefined,
    { timeout: PATIENCE },
  );
}

/** The keys of commands hold where no field has the focus. */
export async function leaveFields({ page }: Hand): Promise<void> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
}

/**
 * Menus and dialogs that are open are put away, as a person does who wants to do something else. Gives the messages that the
 * page showed.
 */
export async function putAway({ page }: Hand): Promise<string[]> {
  const all = new Set<string>();
  for (let i = 0; ; i++) {
    const { open, told } = await page.evaluate(() => ({
      open: document.querySelector('dialog[open], [role="menu"], [role="listbox"]') !== null,
      told: [...document.querySelectorAll('[role="alert"], .notice')].map((one) => one.textContent ?? ''),
    }));
    for (const text of told) all.add(text);
    if (!open || i === 4) return [...all];
    await page.keyboard.press('Escape');
  }
}
