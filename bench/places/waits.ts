import type { Page } from '@playwright/test';

declare global {
  var benchProgress: { at: number; stage: string; share: number }[];
  var benchPicked: number;
}

/** One stage of a wait as the page showed it, in seconds. */
export interface ShownStage {
  stage: string;
  seconds: number;
  /** The longest that its bar stood still. */
  still: number;
}

const LOOK_MS = 50;

/** Notes every change of a progress bar on the page, and when a file is picked. Before the page loads. */
export async function watchWaits(page: Page): Promise<void> {
  await page.addInitScript((period) => {
    globalThis.benchProgress = [];
    globalThis.benchPicked = Number.NaN;
    addEventListener('change', () => (globalThis.benchPicked = performance.now()), { capture: true });
    setInterval(() => {
      const bar = document.querySelector<HTMLProgressElement>('.progress progress');
      const stage = bar?.getAttribute('aria-label') ?? '';
      const share = bar?.position ?? -1;
      const last = globalThis.benchProgress.at(-1);
      if (last?.stage === stage && last.share === share) return;
      globalThis.benchProgress.push({ at: performance.now(), stage, share });
    }, period);
  }, LOOK_MS);
}

/** The stages shown between two times of the page, in order; '' is no bar. */
export async function stagesBetween(page: Page, from: number, to: number): Promise<ShownStage[]> {
  const all = await page.evaluate(() => globalThis.benchProgress);
  const before = all.findLast(({ at }) => at <= from) ?? { at: from, stage: '', share: -1 };
  const shown = [{ ...before, at: from }, ...all.filter(({ at }) => at > from && at < to)];
  const stages: ShownStage[] = [];
  for (const [i, { at, stage }] of shown.entries()) {
    const seconds = ((shown[i + 1]?.at ?? to) - at) / 1000;
    const last = stages.at(-1);
    if (last?.stage === stage) {
      last.seconds += seconds;
      last.still = Math.max(last.still, seconds);
    } else {
      stages.push({ stage, seconds, still: seconds });
    }
  }
  return stages;
}

/** Seconds of the longest task of the main thread between two times; those under 50 ms are not told and count as 0. */
export async function blockedBetween(page: Page, from: number, to: number): Promise<number> {
  const tasks = await page.evaluate(() => globalThis.benchBlocked);
  const during = tasks.filter(({ start, ms }) => start + ms > from && start < to);
  return Math.max(0, ...during.map(({ ms }) => ms)) / 1000;
}
