import { defineConfig } from '@playwright/test';
import { findChromium } from './tools/chromium.mjs';

const report = process.env.OUTCROP_E2E_REPORT;

/** The fixtures of e2e/support/page.ts start the servers, each on a free port. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './e2e/support/built-app.ts',
  outputDir: 'test-results',
  // Some of a test is waiting: three pages fill two cores.
  workers: 3,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  reporter: report ? [['line'], ['json', { outputFile: report }]] : [['line']],
  use: {
    // Its own test keeps the app; elsewhere the copying of it would only take time.
    serviceWorkers: 'block',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findChromium() ?? undefined,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
