import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runFile } from '../cases/run-file.ts';
import { samplesOf } from '../measure/samples.ts';
import {
  clearSelection,
  clusterSizes,
  lasso,
  litOutline,
  openFile,
  pickCluster,
  runAll,
  type Step,
} from '../places/analysis.ts';
import type { AppTab } from '../places/chromium.ts';
import type { Line, Row } from './row.ts';

const GIGABYTE = 1e9;
const BLOCKED = 0.05;
/** A bar that stands still for longer is told. */
const STILL = 1;
/** Gas events above the anode: light and charge from the top. */
const GAS = ['s1_tba', 's2_tba'];

/** A million events of 12 features in the app itself: opened, embedded, clustered, lassoed, explained by mouse. */
export const million: Row = {
  name: 'million',
  title: 'A million events x 12 in one tab of the app: opened, embedded, clustered, lassoed, explained',
  async run(stage) {
    if (!stage.browser) throw new Error('no Chromium found; set OUTCROP_CHROMIUM to the path of one');
    const events = stage.quick ? 100_000 : 1_000_000;
    const folder = join(stage.root, '.outcrop-cache');
    const file = join(folder, `run-${events}.parquet`);
    mkdirSync(folder, { recursive: true });
    if (stage.fresh || !existsSync(file)) writeFileSync(file, runFile(events, 1));
    const tab = await stage.browser.openAppAlone();
    const steps: Step[] = [];
    const tell = (more: readonly Step[]): void => {
      for (const one of more) stage.tell(textOf(one, tab));
      steps.push(...more);
    };
    try {
      tell([await openFile(tab.page, file, `run-${events}`)]);
      tell([await runAll(tab.page)]);
      const gas = await findGas(tab, tell);
      const outline = await litOutline(tab.page, 'Embedding');
      await clearSelection(tab.page);
      const { steps: last, selected } = await lasso(tab.page, outline);
      tell(last);
      stage.tell(`${selected.count} selected, of ${gas}; led by ${selected.leading.slice(0, 4).join(', ')}`);
      return linesOf(stage.quick, events, steps, tab, {
        selected: selected.count,
        kept: await tab.heap.kept(),
        found: isGas(selected.leading) ? 1 : 0,
      });
    } finally {
      tab.heap.close();
      await tab.close();
    }
  },
};

const isGas = (leading: readonly string[]): boolean => leading.slice(0, 2).sort().join() === GAS.join();

/** Picks clusters in turn until the two asymmetries lead one; its size. */
async function findGas(tab: AppTab, tell: (steps: Step[]) => void): Promise<number> {
  const sizes = await clusterSizes(tab.page);
  for (const label of sizes.keys()) {
    const [picked, { count, leading }] = await pickCluster(tab.page, label);
    if (isGas(leading) || label === sizes.length - 1) {
      tell([picked]);
      return count;
    }
    await clearSelection(tab.page);
  }
  throw new Error('no cluster was found; expected some, the gas events among them');
}

function linesOf(
  quick: boolean,
  events: number,
  steps: readonly Step[],
  tab: AppTab,
  { selected, kept, found }: { selected: number; kept: number; found: number },
): Line[] {
  const note = quick ? { note: `reduced: ${events} events` } : {};
  const peak = tab.peakMemory();
  const worst = steps.reduce((most, one) => (one.blocked > most.blocked ? one : most));
  const gigabytes = (bytes: number): string => `${(bytes / GIGABYTE).toPrecision(3)} GB`;
  return [
    ...steps.map((one) => ({
      what: one.name,
      owed: '',
      measured: `${one.seconds.toPrecision(3)} s`,
      passed: null,
      times: { [one.name]: samplesOf([one.seconds]) },
      quality: {
        'longest task, s': one.blocked,
        ...Object.fromEntries(one.stages.map(({ stage, seconds }) => [stage || 'no bar', seconds])),
      },
      ...note,
    })),
    {
      what: 'lasso around the gas events: the ranked list is led by both asymmetries',
      owed: 'yes',
      measured: found ? 'yes' : 'no',
      passed: quick ? null : found === 1,
      times: {},
      quality: { selected },
      ...note,
    },
    {
      what: 'longest task of the main thread, from the file to the list',
      owed: `<= ${BLOCKED * 1000} ms`,
      measured: worst.blocked === 0 ? 'none of 50 ms' : `${(worst.blocked * 1000).toFixed(0)} ms`,
      passed: quick ? null : worst.blocked <= BLOCKED,
      times: {},
      quality: {},
      note: worst.blocked === 0 ? '' : `in: ${worst.name}`,
    },
    {
      what: 'JavaScript heap of the main thread',
      owed: '',
      measured: `peak ${gigabytes(tab.heap.peak())}, ${gigabytes(kept)} after a collection`,
      passed: null,
      times: {},
      quality: {},
      ...note,
    },
    {
      what: 'peak memory of the tab, workers in it',
      owed: '< 2 GB',
      measured: peak === null ? 'not told here' : gigabytes(peak),
      passed: quick || peak === null ? null : peak < 2 * GIGABYTE,
      times: {},
      quality: {},
      ...note,
    },
  ];
}

function textOf({ name, seconds, blocked, stages }: Step, tab: AppTab): string {
  const peak = tab.peakMemory();
  const shown = stages.map(({ stage, seconds, still }) => {
    const stood = still > STILL ? ` (still ${still.toPrecision(2)} s)` : '';
    return `${stage || 'no bar'} ${seconds.toPrecision(2)}${stood}`;
  });
  return [
    `${name} ${seconds.toPrecision(3)} s; longest task ${Math.round(blocked * 1000)} ms`,
    `peak so far ${peak === null ? '?' : (peak / GIGABYTE).toPrecision(3)} GB`,
    shown.join(', '),
  ].join('; ');
}
