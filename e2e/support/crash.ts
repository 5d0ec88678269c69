import type { BrowserContext, Page } from '@playwright/test';

/** Ends the process of the page as a crash does: nothing is asked, nothing is flushed. */
export async function crash(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // The answer dies with the page.
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  await page.close();
}
