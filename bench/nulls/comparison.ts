import { SIGNIFICANT } from '../../src/cells/compare/findings.ts';
import { placesOf } from '../../src/cells/compare/places.ts';
import { clusterPlane } from '../../src/core/cluster/cluster-plane.ts';
import { defaultEmbedParams } from '../../src/core/embed/defaults.ts';
import { unwatched } from '../../src/core/progress.ts';
import { createRng } from '../../src/core/random/rng.ts';
import { decideTable } from '../../src/core/rq/decide.ts';
import { defaultFeatures, quantityColumns } from '../../src/core/rq/defaults.ts';
import type { Population } from '../../src/core/simulate/labels.ts';
import { simulateRun } from '../../src/core/simulate/simulate-run.ts';
import { textAt } from '../../src/core/table/column.ts';
import { columnNamed } from '../../src/core/table/table.ts';
import { takeRows } from '../../src/core/table/take-rows.ts';
import { alone } from '../../src/core/threads/crew.ts';
import { createCompareApi } from '../../workers/compare/compare.ts';
import { createEmbedApi } from '../../workers/embed/embed.ts';

const EVENTS = 1600;

/** Splits the events of a run by lot, compares one half with the other, and gives what is flagged: nothing should be. */
export async function nullComparison(seed: number): Promise<string[]> {
  const run = decideTable(simulateRun({ preset: 'lz-sr1', events: EVENTS, seed }, unwatched), {});
  const rng = createRng(seed);
  const side = Int32Array.from({ length: EVENTS }, () => Number(rng.uniform() < 0.5));
  const half = (which: number): Int32Array => rowsWhere(EVENTS, (row) => side[row] === which);
  return flagsOf(run, half(0), half(1), seed);
}

/**
 * The same with a population of the simulator in one half alone, as that share of its events: something should be flagged.
 * @param events of both halves together, before all others of the population are taken out
 */
export async function plantedComparison(
  seed: number,
  population: Population,
  share: number,
  events: number,
): Promise<string[]> {
  const run = decideTable(simulateRun({ preset: 'lz-sr1', events, seed }, unwatched), {});
  const truth = columnNamed(run.table, 'truth');
  const rng = createRng(seed);
  const side = Int32Array.from({ length: events }, (_, row) =>
    textAt(truth, row) === population ? 2 : Number(rng.uniform() < 0.5),
  );
  const side1 = rowsWhere(events, (row) => side[row] === 1);
  const planted = rowsWhere(events, (row) => side[row] === 2).slice(0, Math.round(share * side1.length));
  const other = Int32Array.from([...side1, ...planted]).sort();
  return flagsOf(
    run,
    rowsWhere(events, (row) => side[row] === 0),
    other,
    seed,
  );
}

function rowsWhere(rows: number, isIn: (row: number) => boolean): Int32Array {
  return Int32Array.from({ length: rows }, (_, row) => row).filter(isIn);
}

async function flagsOf(
  { table, proposals }: ReturnType<typeof decideTable>,
  ...[rowsOfOne, rowsOfOther, seed]: [Int32Array, Int32Array, number]
): Promise<string[]> {
  const [reference, other] = [takeRows(table, rowsOfOne), takeRows(table, rowsOfOther)];
  const features = defaultFeatures(proposals);
  const params = { ...defaultEmbedParams(reference.rows), epochs: 60, seed };
  const plane = await createEmbedApi(alone).embed(reference, features, params, unwatched, () => undefined);
  const clustering = { method: 'dbscan', eps: null, minSamples: null } as const;
  const { labels } = clusterPlane(plane.x, plane.y, clustering, unwatched);
  const measured = proposals.filter(({ role }) => role === 'feature' || role === 'position');
  const quantities = quantityColumns(proposals);
  const found = await createCompareApi(alone).compareEvents(
    {
      ...{ reference, other, referenceName: 'one half', otherName: 'the other', features, params, labels },
      ...{ x: plane.x, y: plane.y, fitted: plane.fitted, runColumn: null, referenceRuns: [], livetimes: {} },
      ...{ ids: [], tie: null, falseShare: 0.001 },
      compared: measured.map(({ column, transform }) => ({ column, log: transform === 'log10' })),
      quantities,
      places: placesOf({ quantities }),
    },
    unwatched,
  );
  const flags: Record<string, boolean> = {
    clusters: found.clusters.some(({ runs }) => runs.some(({ sigma }) => sigma >= SIGNIFICANT)),
    unlike: found.novel.runs.some(({ sigma, difference }) => sigma >= SIGNIFICANT && difference.low > 0),
    'new populations': found.novel.populations.length > 0,
    places: found.crowded.places.length > 0,
    pockets: found.grown.pockets.length > 0,
    columns: found.columns.shifts.some(
      ({ sigma, missingSigma }) => Math.max(sigma, missingSigma) >= SIGNIFICANT,
    ),
  };
  return Object.keys(flags).filter((name) => flags[name]);
}
