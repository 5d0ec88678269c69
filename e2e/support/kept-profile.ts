import type { BrowserContext, CDPSession } from '@playwright/test';

/**
 * A profile on disk that the tests of one worker use in turn: its cache keeps the compiled scripts of the app, which the
 * context of a test alone compiles anew. No test finds anything of another in it but those.
 */
export class KeptProfile {
  private constructor(
    readonly context: BrowserContext,
    /** Of a page that no test has: it outlives theirs. */
    private readonly session: CDPSession,
  ) {}

  static async of(context: BrowserContext): Promise<KeptProfile> {
    const [blank] = context.pages();
    return new KeptProfile(context, await context.newCDPSession(blank));
  }

  /** As if just made: no page, nothing that these origins stored, nothing that was set. */
  async clean(origins: Iterable<string>): Promise<void> {
    const [, ...opened] = this.context.pages();
    for (const page of opened) await page.close();
    await this.context.unrouteAll();
    await this.context.setOffline(false);
    await this.context.clearPermissions();
    for (const origin of origins)
      await this.session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  }
}
