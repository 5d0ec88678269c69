/**
 * The `test` of every browser test: serves dist/ on free ports, and fails a test whose page logged an error,
 * threw, broke the policy or asked another origin for anything.
 *
 * The policy blocks Playwright's string predicates: pass functions to evaluate and waitForFunction.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test as base, expect } from '@playwright/test';
import { type StaticServer, startServer } from '../../tools/serve.mjs';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

interface Served {
  /** As `npm start` serves: isolated, with the policy. The baseURL of every test. */
  server: StaticServer;
  /** As a plain static host serves: no special header, and below a path. */
  plainServer: StaticServer;
}

interface Watched {
  /** What went wrong in the page so far. A test that provokes an error takes its own entries out. */
  faults: string[];
}

function serveDist(options: { base?: string; isolated?: boolean; csp?: boolean }): Promise<StaticServer> {
  if (!existsSync(dist)) throw new Error('there is no dist/; run `npm run build` first');
  return startServer({ root: dist, port: 0, ...options });
}

export const test = base.extend<Watched, Served>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const server = await serveDist({});
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  plainServer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const server = await serveDist({ base: '/some/base/', isolated: false, csp: false });
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
  faults: async ({}, use) => use([]),
  context: async ({ context, server, plainServer, faults }, use) => {
    const own = new Set([server, plainServer].map(({ url }) => new URL(url).origin));
    context.on('request', (request) => {
      const url = new URL(request.url());
      if (/^(https?|wss?):$/.test(url.protocol) && !own.has(url.origin))
        faults.push(`off-origin request: ${url}`);
    });
    context.on('console', (message) => {
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
