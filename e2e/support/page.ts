/**
 * The `test` of every browser test: serves dist/ on free ports, and fails a test whose page logged an error,
 * threw, broke the policy or asked another origin for anything.
 *
 * The policy blocks Playwright's string predicates: pass functions to evaluate and waitForFunction.
 */
import { test as base } from '@playwright/test';
import { type StaticServer, startServer } from '../../tools/serve.mjs';
import { dist, smallApp } from './built-app.ts';
import { expect } from './expect.ts';

/** Origins that the `server` of a test may fetch from for its page. */
export const allowedOrigins: string[] = [];

interface Served {
  /** The app with a small bundled run, as `npm start` serves: isolated, with the policy. The baseURL of every test. */
  server: StaticServer;
  /** The same with the bundled run as it is. */
  wholeServer: StaticServer;
  /** As a plain static host serves: no special header, and below a path. */
  plainServer: StaticServer;
}

interface Watched {
  /** What went wrong in the page so far. A test that provokes an error takes its own entries out. */
  faults: string[];
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
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
  faults: async ({}, use) => use([]),
  context: async ({ context, server, wholeServer, plainServer, faults }, use) => {
    const own = new Set([server, wholeServer, plainServer].map(({ url }) => new URL(url).origin));
    context.on('request', (request) => {
      const url = new URL(request.url());
      if (/^(https?|wss?):$/.test(url.protocol) && !own.has(url.origin))
        faults.push(`off-origin request: ${url}`);
    });
    context.on('console', (message) => {
      // The browser itself asks for the icon of what is no page, such as a text; the app names its own.
      if (message.location().url.endsWith('/favicon.ico')) return;
      if (message.type() === 'error') faults.push(`console: ${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (error) => {
      faults.push(`uncaught: ${error.error().stack ?? error.error().message}`);
    });
    await context.addInitScript(() => {
      // No test can reach the dialogs of the system: files are chosen and saved the way of browsers without them.
      for (const picker of ['showSaveFilePicker', 'showOpenFilePicker'])
        Reflect.deleteProperty(window, picker);
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy: ${event.violatedDirective} blocked ${event.blockedURI}`);
      });
    });
    await use(context);
    expect(faults, 'faults of the page').toEqual([]);
  },
});

export { expect };
