import { interleave } from '../measure/interleave.ts';
import { samplesOf } from '../measure/samples.ts';
import { lassoAndWait, type Redraw } from '../places/app.ts';
import type { Row } from './row.ts';

const SECONDS = 0.25;
const BLOCKED = 0.05;
const FASTER = 10;

/** The app itself, four linked plots in sight: from the release of the mouse to the last pixel. */
export const redraw: Row = {
  name: 'redraw',
  title: 'Redraw of four linked plots after a selection',
  async run(stage) {
    if (!stage.browser) throw new Error('no Chromium found; set OUTCROP_CHROMIUM to the path of one');
    const points = stage.quick ? 100_000 : 1_000_000;
    const app = await stage.browser.openApp(points);
    const peer = await stage.browser.open();
    const seen: Redraw[] = [];
    try {
      await lassoAndWait(app.page, 0);
      await peer.plotly.draw(points);
      await peer.plotly.select(0);
      const times = await interleave(
        [
          {
            name: 'ours',
            runs: 5,
            async run(round) {
              const found = await lassoAndWait(app.page, round + 1);
              seen.push(found);
              return found.seconds;
            },
          },
          { name: 'plotly', runs: stage.quick ? 2 : 3, run: (round) => peer.plotly.select(round + 1) },
        ],
        stage.tell,
      );
      const ratio = times.plotly.median / times.ours.median;
      const blocked = samplesOf(seen.map((found) => found.blocked));
      const what = `redraw after a selection, ${points / 1000}k events, 4 linked plots`;
      const judged = stage.quick ? { note: 'reduced' } : {};
      const verdict = (met: boolean): boolean | null => (stage.quick ? null : met);
      const line = { what, times: {}, quality: {}, ...judged };
      return [
        {
          ...line,
          owed: `<= ${SECONDS * 1000} ms`,
          measured: `${(times.ours.median * 1000).toFixed(0)} ms`,
          passed: verdict(times.ours.median <= SECONDS),
          times,
        },
        {
          ...line,
          what: `${what}: longest task of the main thread`,
          owed: `<= ${BLOCKED * 1000} ms`,
          measured: blocked.median === 0 ? 'none of 50 ms' : `${(blocked.median * 1000).toFixed(0)} ms`,
          passed: verdict(blocked.median <= BLOCKED),
        },
        {
          ...line,
          what: `${what}, against plotly's scattergl`,
          owed: `>= ${FASTER}x`,
          measured: `${ratio.toPrecision(3)}x`,
          passed: verdict(ratio >= FASTER),
        },
      ];
    } finally {
      await app.close();
      await peer.close();
    }
  },
};
