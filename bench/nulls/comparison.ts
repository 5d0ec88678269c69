import { SIGNIFICANT } from '../../src/cells/compare/findings.ts';
import { placesOf } from '../../src/cells/compare/places.ts';
import { clusterPlane } from '../../src/core/cluster/cluster-plane.ts';
import { defaultEmbedParams } from '../../src/core/embed/defaults.ts';
import { unwatched } from '../../src/core/progress.ts';
import { createRng } from '../../src/core/random/rng.ts';
import { decideTable } from '../../src/core/rq/decide.ts';
import { defaultFeatures, quantityColumns } from '../../src/core/rq/defaults.ts';
import { simulateRun } from '../../src/core/simulate/simulate-run.ts';
import { takeRows } from '../../src/core/table/take-rows.ts';
import { alone } from '../../src/core/threads/crew.ts';
import { createCompareApi } from '../../workers/compare/compare.ts';
import { createEmbedApi } from '../../workers/embed/embed.ts';

const EVENTS = 1600;

/** Splits the events of a run by lot, compares one half with the other, and gives what is flagged: nothing should be. */
export async function nullComparison(seed: number): Promise<string[]> {
  const { table, proposals } = decideTable(
    simulateRun({ preset: 'lz-sr1', events: EVENTS, seed }, unwatched),
    {},
  );
  const rng = createRng(seed);
  const side = Int32Array.from({ length: EVENTS }, () => Number(rng.uniform() < 0.5));
  const half = (which: number) =>
    takeRows(
      table,
      Int32Array.from(side, (_, row) => row).filter((row) => side[row] === which),
    );
  const [reference, other] = [half(0), half(1)];
  const features = defaultFeatures(proposals);
  const params = { ...defaultEmbedParams(reference.rows), epochs: 60, seed };
  const plane = await createEmbedApi(alone).embed(reference, features, params, unwatched, () => undefined);
  const clustering = { method: 'dbscan', eps: null, minSamples: null } as const;
  const { labels } = clusterPlane(plane.x, plane.y, clustering, unwatched);
  const quantities = proposals.filter(({ role }) => role === 'feature' || role === 'position');
  const found = await createCompareApi(alone).compareEvents(
    {
      ...{ reference, other, referenceName: 'one half', otherName: 'the other', features, params, labels },
      ...{ x: plane.x, y: plane.y, fitted: plane.fitted, runColumn: null, referenceRuns: [], livetimes: {} },
      ...{ ids: [], tie: null, falseShare: 0.001 },
      compared: quantities.map(({ column, transform }) => ({ column, log: transform === 'log10' })),
      places: placesOf({ quantities: quantityColumns(proposals) }),
    },
    unwatched,
  );
  const flags: Record<string, boolean> = {
    clusters: found.clusters.some(({ runs }) => runs.some(({ sigma }) => sigma >= SIGNIFICANT)),
    unlike: found.novel.runs.some(({ sigma, difference }) => sigma >= SIGNIFICANT && difference.low > 0),
    'new populations': found.novel.populations.length > 0,
    places: found.crowded.places.length > 0,
    columns: found.columns.shifts.some(
      ({ sigma, missingSigma }) => Math.max(sigma, missingSigma) >= SIGNIFICANT,
    ),
  };
  return Object.keys(flags).filter((name) => flags[name]);
}
