import { populations } from '../cases/populations.ts';
import { samplesOf } from '../measure/samples.ts';
import { unpackFloats } from '../places/packed.ts';
import type { CaseRef } from '../places/place.ts';
import { bestEps } from '../score/best-eps.ts';
import type { Line, Row } from './row.ts';

const GIGABYTE = 1e9;

/** A million rows in one tab: time against a tenth of the rows, and the peak memory of the page's process. */
export const umapGrowth: Row = {
  name: 'umap-1m',
  title: 'UMAP of a million rows in one tab',
  async run(stage) {
    if (!stage.browser) throw new Error('no Chromium found; set OUTCROP_CHROMIUM to the path of one');
    const tab = await stage.browser.openAlone();
    const [few, many] = stage.quick ? [5000, 50_000] : [100_000, 1_000_000];
    const small = stage.put(populations('separate', few, 1));
    const large = populations('separate', many, 1);
    const run = async (ref: CaseRef): Promise<number> => {
      const { seconds } = await tab.place.embed(ref, 1, null);
      stage.tell(`${ref.rows} rows ${seconds.toPrecision(3)} s`);
      return seconds;
    };
    await run(small);
    const before = [await run(small), await run(small)];
    const big = await tab.place.embed(stage.put(large), 1, null);
    stage.tell(`${many} rows ${big.seconds.toPrecision(3)} s: ${JSON.stringify(big.stages)}`);
    const peak = tab.peakMemory();
    const after = await run(small);
    await tab.close();
    const times = {
      [`ours, ${few} rows`]: samplesOf([...before, after]),
      [`ours, ${many} rows`]: samplesOf([big.seconds]),
    };
    const ratio = big.seconds / times[`ours, ${few} rows`].median;
    const plane = { x: unpackFloats(big.x), y: unpackFloats(big.y) };
    const { ari, clusters } = bestEps(plane, large.labels);
    const judged = stage.quick ? { passed: null, note: `reduced: ${few} and ${many} rows` } : {};
    const lines: Line[] = [
      {
        what: 'UMAP, ten times the rows (100k to 1M) x 12',
        owed: '<= 14x the time',
        measured: `${ratio.toPrecision(3)}x`,
        passed: ratio <= 14,
        times,
        quality: { 'best-eps ARI': ari, clusters },
        ...judged,
      },
      {
        what: 'UMAP, 1M x 12: peak memory of the tab, case and answer in it',
        owed: '< 2 GB',
        measured: peak === null ? 'not told here' : `${(peak / GIGABYTE).toPrecision(3)} GB`,
        passed: peak === null ? null : peak < 2 * GIGABYTE,
        times: {},
        quality: {},
        ...judged,
      },
    ];
    return lines;
  },
};
