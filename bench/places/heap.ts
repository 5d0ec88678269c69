import type { Page } from '@playwright/test';

/** JavaScript heap of a page's main thread, in bytes; workers have heaps of their own. */
export interface HeapWatch {
  /** The most that was seen, by a look every quarter of a second. */
  peak(): number;
  /** What is left after a collection. */
  kept(): Promise<number>;
  close(): void;
}

const LOOK_MS = 250;

export async function watchHeap(page: Page): Promise<HeapWatch> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  let most = 0;
  const look = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    const used = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN;
    most = Math.max(most, used);
    return used;
  };
  await look();
  let open = true;
  let next: ReturnType<typeof setTimeout>;
  const again = (): void => {
    next = setTimeout(() => {
      look().then(
        () => open && again(),
        (error: unknown) => {
          // The page is gone; whoever waits for it is told so.
          if (open) console.error(`    the heap is watched no more: ${String(error)}`);
        },
      );
    }, LOOK_MS);
  };
  again();
  return {
    peak: () => most,
    async kept() {
      await session.send('HeapProfiler.collectGarbage');
      return look();
    },
    close() {
      open = false;
      clearTimeout(next);
    },
  };
}
