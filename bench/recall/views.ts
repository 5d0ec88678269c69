import { clusterPlane } from '../../src/core/cluster/cluster-plane.ts';
import { derivedOffers } from '../../src/core/derived/offers.ts';
import { defaultEmbedParams } from '../../src/core/embed/defaults.ts';
import { prepareMatrix } from '../../src/core/embed/prepare.ts';
import { embedUmap } from '../../src/core/embed/umap/umap.ts';
import { columnOfEvaluation, evaluateExpression } from '../../src/core/expression/evaluate.ts';
import { parseExpression } from '../../src/core/expression/parse.ts';
import { outlierScores } from '../../src/core/outliers/local-outlier-factor.ts';
import { unwatched } from '../../src/core/progress.ts';
import { decideTable } from '../../src/core/rq/decide.ts';
import { defaultFeatures, quantityColumns } from '../../src/core/rq/defaults.ts';
import type { FeatureSpec } from '../../src/core/rq/proposal.ts';
import { simulateRun } from '../../src/core/simulate/simulate-run.ts';
import { orderedNeighbors } from '../../src/core/space/nearest-neighbors.ts';
import { columnNamed, findColumn, makeTable, type Table } from '../../src/core/table/table.ts';
import { alone } from '../../src/core/threads/crew.ts';

/** A run, the population of each event, and two ways to look at it: by what is measured, by what is derived of it. */
export interface Views {
  table: Table;
  truth: Int32Array;
  measured: FeatureSpec[];
  derived: FeatureSpec[];
}

export function viewsOf(events: number, seed: number): Views {
  const { table, proposals } = decideTable(simulateRun({ preset: 'lz-sr1', events, seed }, unwatched), {});
  const truth = columnNamed(table, 'truth');
  if (truth.type !== 'text') throw new Error('expected a text column of truth');
  const unitOf = (name: string): string | null => findColumn(table, name)?.unit ?? null;
  const offers = derivedOffers(quantityColumns(proposals), unitOf);
  const columns = offers.map(({ name, unit, expression }) =>
    columnOfEvaluation(evaluateExpression(parseExpression(expression), table), {
      ...{ name, unit, role: 'feature' },
    }),
  );
  return {
    table: makeTable([...table.columns, ...columns]),
    truth: truth.codes,
    measured: defaultFeatures(proposals),
    derived: offers.flatMap(({ name, feature }) =>
      feature === null ? [] : [{ column: name, transform: feature }],
    ),
  };
}

/** One value a row of the table; NaN where it was left out. */
export interface Scores {
  lof: Float32Array;
  kDistance: Float32Array;
}

/** The outlier scores of a view, with the neighbours that its plane would be made of. */
export function scoresOf({ table }: Views, features: FeatureSpec[]): Scores {
  const params = defaultEmbedParams(table.rows);
  const { matrix, dims, rows } = prepareMatrix(table, features, params);
  const width = params.nNeighbors + 1;
  const near = orderedNeighbors(matrix, rows.length, dims, width, 'euclidean', unwatched);
  const { lof, kDistance } = outlierScores(near);
  const onTable = (values: Float32Array): Float32Array => {
    const all = new Float32Array(table.rows).fill(Number.NaN);
    for (let i = 0; i < rows.length; i++) all[rows[i]] = values[i];
    return all;
  };
  return { lof: onTable(lof), kDistance: onTable(kDistance) };
}

/** Labels of plain UMAP and DBSCAN, all parameters as they come: the notebook's second and third cell. */
export async function labelsOf({ table }: Views, features: FeatureSpec[], seed: number): Promise<Int32Array> {
  const params = { ...defaultEmbedParams(table.rows), seed };
  const { matrix, dims, rows } = prepareMatrix(table, features, params);
  const { plane } = await embedUmap(matrix, rows.length, dims, params, alone, unwatched, () => undefined);
  const [x, y] = [plane.x, plane.y].map((values) => {
    const all = new Float32Array(table.rows).fill(Number.NaN);
    for (let i = 0; i < rows.length; i++) all[rows[i]] = values[i];
    return all;
  });
  return clusterPlane(x, y, { method: 'dbscan', eps: null, minSamples: null }, unwatched).labels;
}
