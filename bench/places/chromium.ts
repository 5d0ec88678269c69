import { readdirSync, readFileSync } from 'node:fs';
import { chromium, type Page } from '@playwright/test';
import { findChromium } from '../../tools/chromium.mjs';
import { type StaticServer, startServer } from '../../tools/serve.mjs';
import type { PlotlyPeer } from '../page/plotly.ts';
import { openRun, watchDrawing } from './app.ts';
import { type HeapWatch, watchHeap } from './heap.ts';
import { METHODS, type Place } from './place.ts';
import { watchWaits } from './waits.ts';

/** A tab of a headless Chromium with the bench's page. */
export interface Tab {
  place: Place;
  plotly: PlotlyPeer;
  /** Peak resident memory, in bytes, of the browser's largest tab; null where the system does not tell. */
  peakMemory(): number | null;
  close(): Promise<void>;
}

/** A tab with the app alone. */
export interface AppTab {
  page: Page;
  heap: HeapWatch;
  /** As of Tab. */
  peakMemory(): number | null;
  close(): Promise<void>;
}

export interface Browser {
  version: string;
  open(): Promise<Tab>;
  /** A tab in a browser of its own, whose peak memory is then that of this tab. */
  openAlone(): Promise<Tab>;
  /** The app, built for this when first asked for, with a simulated run in it. */
  openApp(events: number): Promise<{ page: Page; close(): Promise<void> }>;
  /** The app at its start in a browser of its own, its main thread and its progress bars watched. */
  openAppAlone(): Promise<AppTab>;
  close(): Promise<void>;
}

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];

const VIEWPORT = { width: 1600, height: 1200 };

const LOOK_MS = 500;

/** @param watched its peak memory is looked at all the time, which costs a little. */
async function launch(executablePath: string, watched: boolean) {
  const host = await chromium.launchServer({ executablePath, args: ARGS });
  const browser = await chromium.connect(host.wsEndpoint());
  let most = 0;
  // Chromium sets the system's mark of the peak back now and then, so one look at the end would miss it.
  const look = (): void => {
    most = Math.max(most, ...renderers(host.process().pid).map(peakOf));
  };
  const timer = watched ? setInterval(look, LOOK_MS) : undefined;
  return {
    browser,
    /** As of Tab. */
    peakMemory(): number | null {
      look();
      return most === 0 ? null : most;
    },
    async close(): Promise<void> {
      clearInterval(timer);
      await browser.close();
      await host.close();
    },
  };
}

/** null where no Chromium is found. @param watched its peak memory is kept. */
export async function startBrowser(
  server: StaticServer,
  buildApp: () => Promise<string>,
  watched = false,
): Promise<Browser | null> {
  const executablePath = findChromium();
  if (!executablePath) return null;
  const { browser, peakMemory, close } = await launch(executablePath, watched);
  let appServer: StaticServer | null = null;
  const appUrl = async (): Promise<string> => {
    appServer ??= await startServer({ root: await buildApp(), port: 0 });
    return appServer.url;
  };
  return {
    version: browser.version(),
    async open() {
      const context = await browser.newContext();
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('crash', () => faults.push('the tab crashed'));
      await page.goto(server.url);
      await page.waitForFunction(() => globalThis.bench !== undefined);
      const isolated = await page.evaluate(() => globalThis.crossOriginIsolated);
      if (!isolated)
        throw new Error('the page is not cross-origin isolated; expected headers that isolate it');
      const remote =
        (method: keyof Place) =>
        async (...args: unknown[]) => {
          const result = await page.evaluate(
            ([name, list]) =>
              (globalThis.bench as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>)[name](
                ...list,
              ),
            [method, args] as [string, unknown[]],
          );
          if (faults.length > 0) throw new Error(`in the page: ${faults.join('; ')}`);
          return result;
        };
      const place = Object.fromEntries(METHODS.map((method) => [method, remote(method)])) as unknown as Place;
      return {
        place,
        plotly: {
          draw: (points) => page.evaluate(async (n) => (await globalThis.benchPlotly()).draw(n), points),
          select: (round) => page.evaluate(async (n) => (await globalThis.benchPlotly()).select(n), round),
        },
        peakMemory,
        close: () => context.close(),
      };
    },
    async openAlone() {
      const other = await startBrowser(server, buildApp, true);
      if (!other) throw new Error('the Chromium that was found is gone');
      return { ...(await other.open()), close: () => other.close() };
    },
    async openApp(events) {
      const url = await appUrl();
      const context = await browser.newContext({ viewport: VIEWPORT });
      const page = await context.newPage();
      await watchDrawing(page);
      await openRun(page, url, events);
      return { page, close: () => context.close() };
    },
    async openAppAlone() {
      const own = await launch(executablePath, true);
      const page = await (await own.browser.newContext({ viewport: VIEWPORT })).newPage();
      await watchDrawing(page);
      await watchWaits(page);
      await page.goto(await appUrl());
      return { page, heap: await watchHeap(page), peakMemory: own.peakMemory, close: own.close };
    },
    async close() {
      await appServer?.close();
      await close();
    },
  };
}

/** Of /proc; '' where there is none: a process may end between two looks. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
    throw error;
  }
}

/** Processes below `top` that render pages. Linux tells; elsewhere none. */
function renderers(top: number | undefined): number[] {
  if (top === undefined || process.platform !== 'linux') return [];
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const parent = new Map(
    pids.map((pid) => [pid, Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1])]),
  );
  const below = (pid: number): boolean => {
    for (let at = pid; at > 1; at = parent.get(at) ?? 0) if (at === top) return true;
    return false;
  };
  return pids.filter((pid) => below(pid) && read(`/proc/${pid}/cmdline`).includes('--type=renderer'));
}

function peakOf(pid: number): number {
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) * 1024;
}
