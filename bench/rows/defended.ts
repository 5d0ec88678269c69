import { interleave } from '../measure/interleave.ts';
import type { Row } from './row.ts';

const TIMES = 20;
const REEMBED_SECONDS = 60;
const COLUMNS = 30;
const PROPOSE_SECONDS = 5;

/** The repetitions of a reality card. */
export const reembed: Row = {
  name: 'reembed',
  title: 'Re-embeddings of a reality card',
  async run(stage) {
    const tab = await stage.tab();
    const events = stage.quick ? 4000 : 20_000;
    const run = async (): Promise<number> => (await tab.reembed(events, TIMES)).seconds;
    const times = await interleave([{ name: 'ours', runs: stage.quick ? 1 : 3, run }], stage.tell);
    const { median } = times.ours;
    return [
      {
        what: `${TIMES} re-embeddings and clusterings, ${events / 1000}k events`,
        owed: `<= ${REEMBED_SECONDS} s`,
        measured: `${median.toFixed(1)} s`,
        passed: stage.quick ? null : median <= REEMBED_SECONDS,
        times,
        quality: {},
      },
    ];
  },
};

/** The search for the shortest cut, by the worker of the app; the first run is of code not yet improved. */
export const cutSearch: Row = {
  name: 'cut-search',
  title: 'Proposal of a cut',
  async run(stage) {
    const tab = await stage.tab();
    const events = stage.quick ? 20_000 : 200_000;
    let proposals = 0;
    const run = async (): Promise<number> => {
      const { seconds, count } = await tab.proposeCuts(events, COLUMNS);
      proposals = count;
      return seconds;
    };
    const times = await interleave([{ name: 'ours', runs: 3, run }], stage.tell);
    const { median } = times.ours;
    return [
      {
        what: `cut proposed, ${events / 1000}k x ${COLUMNS}`,
        owed: `<= ${PROPOSE_SECONDS} s`,
        measured: `${median.toFixed(2)} s`,
        passed: stage.quick ? null : median <= PROPOSE_SECONDS,
        times,
        quality: { proposals },
      },
    ];
  },
};
