/**
 * The `test` of every browser test: serves dist/ on free ports, and fails a test whose page logged an error,
 * threw, broke the policy or asked another origin for anything.
 *
 * The policy blocks Playwright's string predicates: pass functions to evaluate and waitForFunction.
 */
import { test as base, type ConsoleMessage, type Request, type WebError } from '@playwright/test';
import { type StaticServer, startServer } from '../../tools/serve.mjs';
import { dist, smallApp } from './built-app.ts';
import { expect } from './expect.ts';
import { KeptProfile } from './kept-profile.ts';

/** Origins that the `server` of a test may fetch from for its page. */
export const allowedOrigins: string[] = [];

interface Served {
  /** The app with a small bundled run, as `npm start` serves: isolated, with the policy. The baseURL of every test. */
  server: StaticServer;
  /** The same with the bundled run as it is. */
  wholeServer: StaticServer;
  /** As a plain static host serves: no special header, and below a path. */
  plainServer: StaticServer;
  /** What tests run in that ask for nothing special. */
  profile: KeptProfile;
}

interface Watched {
  /** Asked for by `test.use`: a context of its own, for what ends processes or breaks storage. Else the worker's profile. */
  apart: boolean;
  /** What went wrong in the page so far. A test that provokes an error takes its own entries out. */
  faults: string[];
}

/** Runs in every page before its own scripts. */
function watchPolicy(): void {
  // No test can reach the dialogs of the system: files are chosen and saved the way of browsers without them.
  for (const picker of ['showSaveFilePicker', 'showOpenFilePicker']) Reflect.deleteProperty(window, picker);
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`policy: ${event.violatedDirective} blocked ${event.blockedURI}`);
  });
}

export const test = base.extend<Watched, Served>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const server = await startServer({ root: smallApp(), port: 0, allow: allowedOrigins });
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  wholeServer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const server = await startServer({ root: dist, port: 0 });
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  plainServer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const server = await startServer({
        root: smallApp(),
        port: 0,
        base: '/some/base/',
        isolated: false,
        csp: false,
      });
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  apart: [false, { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
  faults: async ({}, use) => use([]),
  // The profile is on disk, so that compiled scripts are kept from test to test: a third of what a page costs.
  profile: [
    async ({ playwright, launchOptions, server }, use, { project }) => {
      const { viewport, serviceWorkers } = project.use;
      const context = await playwright.chromium.launchPersistentContext('', {
        ...launchOptions,
        ...{ viewport, serviceWorkers, baseURL: server.url },
      });
      await context.addInitScript(watchPolicy);
      await use(await KeptProfile.of(context));
      await context.close();
    },
    { scope: 'worker' },
  ],
  browser: [async ({ profile }, use) => use(profile.context.browser()!), { scope: 'worker' }],
  context: async ({ apart, profile, browser, server, wholeServer, plainServer, faults }, use, info) => {
    const origins = new Set([server, wholeServer, plainServer].map(({ url }) => new URL(url).origin));
    const onRequest = (request: Request): void => {
      const url = new URL(request.url());
      if (/^(https?|wss?):$/.test(url.protocol) && !origins.has(url.origin))
        faults.push(`off-origin request: ${url}`);
    };
    const onConsole = (message: ConsoleMessage): void => {
      // The browser itself asks for the icon of what is no page, such as a text; the app names its own.
      if (message.location().url.endsWith('/favicon.ico')) return;
      if (message.type() === 'error') faults.push(`console: ${message.text()} (${message.location().url})`);
    };
    const onError = (error: WebError): void => {
      faults.push(`uncaught: ${error.error().stack ?? error.error().message}`);
    };
    const context = apart ? await browser.newContext() : profile.context;
    if (apart) await context.addInitScript(watchPolicy);
    context.on('request', onRequest).on('console', onConsole).on('weberror', onError);
    await use(context);
    expect(faults, 'faults of the page').toEqual([]);
    // Pages of a test that failed are left for its screenshot; the next test gets a worker of its own.
    if (info.status !== info.expectedStatus) return;
    context.off('request', onRequest).off('console', onConsole).off('weberror', onError);
    if (apart) await context.close();
    else await profile.clean(origins);
  },
});

export { expect };
