import type { Plane } from '../../src/core/embed/plane.ts';
import { createRng } from '../../src/core/random/rng.ts';
import type { Case } from '../cases/case.ts';
import { populations } from '../cases/populations.ts';
import { realistic } from '../cases/realistic.ts';
import { type Contestant, interleave } from '../measure/interleave.ts';
import { umapLearn } from '../peers/umap-learn.ts';
import { unpackFloats } from '../places/packed.ts';
import type { PlaneRun } from '../places/place.ts';
import { trustworthiness } from '../score/trustworthiness.ts';
import type { Stage } from '../stage.ts';
import { type Line, type Row, speedLine } from './row.ts';

const NEIGHBORS = 15;
const SCORED_ROWS = 1000;
const WORSE_BY = 0.005;

interface Plan {
  name: string;
  title: string;
  make(rows: number, seed: number): Case;
  /** Tables that trustworthiness is a mean of, each embedded by its own seed; the first is timed. */
  tables: number;
  rows: number;
  quickRows: number;
  /** Runs of ours, umap-js in Chromium, umap-learn, embedding-atlas. */
  runs: [number, number, number, number];
  /** Also ours and umap-js in Node, once: umap-js is half as fast there. */
  inNode: boolean;
  owed: { 'umap-js': number | null; 'umap-learn': number };
}

const umapRow = (plan: Plan): Row => ({
  name: plan.name,
  title: plan.title,
  async run(stage) {
    const rows = stage.quick ? plan.quickRows : plan.rows;
    const data = plan.make(rows, 1);
    const planes: Record<string, Plane> = {};
    const kept = (name: string, { x, y, seconds }: PlaneRun): number => {
      planes[name] = { x: unpackFloats(x), y: unpackFloats(y) };
      return seconds;
    };
    const tab = await stage.tab();
    await warmUp(stage);
    const ref = stage.put(data);
    const [ours, umapJs, learn, atlas] = stage.quick ? [2, 1, 1, 1] : plan.runs;
    const contestants: Contestant[] = [
      { name: 'ours', runs: ours, run: async () => kept('ours', await tab.embed(ref, 1, null)) },
      {
        name: 'umap-learn',
        runs: learn,
        async run() {
          const answer = await umapLearn(stage, data, 1);
          if (answer) planes['umap-learn'] = answer.plane;
          return answer?.seconds ?? null;
        },
      },
    ];
    if (plan.owed['umap-js'] !== null) {
      const run = async (): Promise<number> => kept('umap-js', await tab.umapJs(ref, 1));
      contestants.push({ name: 'umap-js', runs: umapJs, run });
    }
    if (stage.atlas) {
      const run = async (): Promise<number> => kept('embedding-atlas', await tab.embeddingAtlas(ref, 1));
      contestants.push({ name: 'embedding-atlas', runs: atlas, run });
    }
    if (plan.inNode && !stage.quick) {
      const own = async (): Promise<number> => (await stage.node.embed(ref, 1, null)).seconds;
      const other = async (): Promise<number> => (await stage.node.umapJs(ref, 1)).seconds;
      contestants.push({ name: 'ours in Node', runs: 3, run: own });
      contestants.push({ name: 'umap-js in Node', runs: 1, run: other });
    }
    const wanted = contestants.filter(({ name }) => !stage.without.includes(name));
    const times = await interleave(wanted, stage.tell);
    const quality = Object.fromEntries(
      Object.entries(planes).map(([name, plane]) => [`trust ${name}`, trustOf(data, plane)]),
    );
    const what = `UMAP, whole, ${data.rows / 1000}k x ${data.columns}`;
    const reduced = stage.quick ? 'reduced' : null;
    const lines: Line[] = [];
    for (const [peer, least] of Object.entries(plan.owed)) {
      if (least !== null)
        lines.push(speedLine({ what, ours: 'ours', peer, times: least }, times, quality, reduced));
    }
    if (times['umap-js in Node']) {
      const ratio = times['umap-js in Node'].median / times['ours in Node'].median;
      const both = { 'ours in Node': times['ours in Node'], 'umap-js in Node': times['umap-js in Node'] };
      const line = { what: `${what}, against umap-js, both in Node`, owed: '', quality: {} };
      lines.push({ ...line, measured: `${ratio.toPrecision(3)}x`, passed: null, times: both });
    }
    if (times['embedding-atlas']) {
      const ratio = times['embedding-atlas'].median / times.ours.median;
      const both = { ours: times.ours, 'embedding-atlas': times['embedding-atlas'] };
      const line = { what: `${what}, against embedding-atlas ${stage.atlas}`, owed: '', quality };
      lines.push({ ...line, measured: `${ratio.toPrecision(3)}x`, passed: null, times: both });
    }
    for (const peer of Object.keys(planes)) {
      if (peer === 'ours') continue;
      const line = trustLine(`Trustworthiness, ${data.rows / 1000}k x ${data.columns}`, peer, quality);
      const owed = peer in plan.owed || peer === 'umap-js';
      const whole = plan.tables === 1 || stage.quick;
      if (!whole && peer === 'umap-learn') lines.push(await overTables(plan, rows, line, stage));
      else lines.push(stage.quick || !owed ? { ...line, passed: null } : line);
    }
    return lines;
  },
});

/**
 * The line of one table with the mean of several: where populations touch, planes of one table differ by more than
 * what is owed, ours from theirs and each from itself by another seed, and which is better turns with the table.
 */
async function overTables(plan: Plan, rows: number, first: Line, stage: Stage): Promise<Line> {
  const found = { ours: [first.quality.ours], 'umap-learn': [first.quality['umap-learn']] };
  const tab = await stage.tab();
  for (let seed = 2; seed <= plan.tables; seed++) {
    const data = plan.make(rows, seed);
    const { x, y } = await tab.embed(stage.put(data), seed, null);
    const theirs = await umapLearn(stage, data, seed);
    if (theirs === null) throw new Error('umap-learn gave no plane, as it did before');
    found.ours.push(trustOf(data, { x: unpackFloats(x), y: unpackFloats(y) }));
    found['umap-learn'].push(trustOf(data, theirs.plane));
    stage.tell(`table ${seed}: trust ours ${found.ours.at(-1)}, umap-learn ${found['umap-learn'].at(-1)}`);
  }
  const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [ours, theirs] = [mean(found.ours), mean(found['umap-learn'])];
  const each = Object.entries(found).flatMap(([name, values]) =>
    values.map((value, i) => [`${name}, table ${i + 1}`, value] as const),
  );
  return {
    ...first,
    measured: `${ours.toFixed(4)} to ${theirs.toFixed(4)}`,
    passed: ours >= theirs - WORSE_BY,
    quality: Object.fromEntries(each),
    note: `means of ${plan.tables} tables, ${first.note}`,
  };
}

/** Compilers of browser and Python meet every loop once. */
async function warmUp(stage: Stage): Promise<void> {
  const small = populations('separate', 3000, 99);
  const ref = stage.put(small);
  const tab = await stage.tab();
  for (let i = 0; i < 2; i++) await tab.embed(ref, 1, null);
  await tab.umapJs(ref, 1);
  if (stage.atlas) await tab.embeddingAtlas(ref, 1);
  await umapLearn(stage, small, 1);
}

function trustOf(data: Case, plane: Plane): number {
  return trustworthiness(data.matrix, data.columns, plane, NEIGHBORS, SCORED_ROWS, createRng(7));
}

function trustLine(what: string, peer: string, quality: Record<string, number>): Line {
  const [ours, theirs] = [quality['trust ours'], quality[`trust ${peer}`]];
  return {
    what: `${what}, against ${peer}`,
    owed: `>= theirs - ${WORSE_BY}`,
    measured: `${ours.toFixed(4)} to ${theirs.toFixed(4)}`,
    passed: ours >= theirs - WORSE_BY,
    times: {},
    quality: { ours, [peer]: theirs },
    note: `${SCORED_ROWS} rows drawn, ranks over all`,
  };
}

export const umap20k = umapRow({
  name: 'umap-20k',
  title: 'UMAP of 20k rows, speed and trustworthiness',
  make: (rows, seed) => populations('separate', rows, seed),
  tables: 1,
  rows: 20_000,
  quickRows: 4000,
  runs: [5, 3, 3, 3],
  inNode: true,
  owed: { 'umap-js': 10, 'umap-learn': 8 },
});

export const umap100k = umapRow({
  name: 'umap-100k',
  title: 'UMAP of 100k rows, speed and trustworthiness',
  make: (rows, seed) => populations('separate', rows, seed),
  tables: 1,
  rows: 100_000,
  quickRows: 11_000,
  runs: [3, 1, 1, 2],
  inNode: false,
  owed: { 'umap-js': 40, 'umap-learn': 15 },
});

export const umapRealistic = umapRow({
  name: 'umap-rq',
  title: 'UMAP of 20k simulated events in 32 columns',
  make: realistic,
  tables: 5,
  rows: 20_000,
  quickRows: 4000,
  runs: [5, 1, 3, 3],
  inNode: false,
  owed: { 'umap-js': null, 'umap-learn': 6 },
});
