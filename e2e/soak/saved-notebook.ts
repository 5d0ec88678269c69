import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

/** The notebook that the page has, as its button Save writes it. */
export async function saveNotebook(page: Page): Promise<string> {
  const coming = page.waitForEvent('download', { timeout: 15_000 });
  await page.keyboard.press('Control+s');
  return readFileSync(await (await coming).path(), 'utf8');
}

/** What of a saved notebook its commands made: without the records of results, which are of this visit. */
export function documentOf(text: string): Record<string, unknown> {
  const { results: _, ...document } = JSON.parse(text) as Record<string, unknown>;
  return document;
}
