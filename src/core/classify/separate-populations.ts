import { correlatedGroups } from '../explain/correlated-groups.ts';
import { rankColumn } from '../explain/ranked-column.ts';
import { Problem } from '../problem.ts';
import type { Progress } from '../progress.ts';
import { createRng } from '../random/rng.ts';
import type { FeatureSpec } from '../rq/proposal.ts';
import { midRanks } from '../stats/ranks.ts';
import { correlation } from '../stats/spearman.ts';
import { andNotBits, type Bits, notBits, rowsOf } from '../table/bits.ts';
import type { Table } from '../table/table.ts';
import { fitIsotonic, type Isotonic, isotonicAt, reliabilityOf } from './calibration.ts';
import { type ClassifierModel, memberOf, scoreTable } from './classifier-model.ts';
import { overFolds } from './over-folds.ts';
import { searchPairs } from './pair-search.ts';
import { permuteGroups } from './permute-groups.ts';
import { populationColumns } from './population-columns.ts';
import { aucOf, aucWithInterval, rocCurve } from './roc.ts';
import type { Separation, SeparationParams, Trainer } from './separation.ts';
import { scoreRows } from './small-mlp.ts';
import { scaledRows } from './standardise.ts';
import { rowsOfFold, stratifiedFolds } from './stratified-folds.ts';
import { trainFolds } from './train-folds.ts';
import { shuffle } from './training-rows.ts';
import { verdictOf, verdictText } from './verdict.ts';

/** Pairs that are kept of those that were looked at. */
const PAIRS_KEPT = 12;
/** Events drawn for training and held-out figures: places in the table, classes, folds. */
interface Draw {
  rows: Int32Array;
  labels: Int32Array;
  fold: Uint8Array;
  /** How many events of the table each stands for. */
  weights: Float64Array;
  population: number;
  against: number;
}

/**
 * Trains classifiers of `population` against `others` (null: all other rows; rows in both count to the
 * population) on all but one of k folds, and takes every figure from the fold left out: ROC and AUC, the loss of
 * AUC when columns that move together are permuted, calibration by isotonic regression fitted on the other folds.
 * Then gives every row its probability: of drawn rows by models that had not seen them, of the rest by all.
 * Deterministic in the seed with a deterministic trainer.
 * O(folds repeats (training + columns held-out events) + pairs events).
 */
export async function separatePopulations(
  table: Table,
  features: readonly FeatureSpec[],
  population: Bits,
  others: Bits | null,
  params: SeparationParams,
  trainer: Trainer,
  progress: Progress,
): Promise<Separation> {
  progress({ stage: 'prepare', done: 0, total: 1 });
  const { names, values, entries, left } = populationColumns(table, features);
  if (names.length === 0)
    throw new Problem('bad-data', 'no measured quantity has values that vary; expected at least one');
  const against = others === null ? notBits(population) : andNotBits(others, population);
  const usable =
    params.missing === 'impute'
      ? null
      : Uint8Array.from({ length: table.rows }, (_, row) =>
          values.every((column) => Number.isFinite(column[row])) ? 1 : 0,
        );
  const draw = drawEvents(rowsOf(population), rowsOf(against), usable, params);
  const drawn = values.map((column) => Float32Array.from(draw.rows, (row) => column[row]));
  const groups = correlatedGroups(
    names.map((name, i) =>
      rankColumn(
        { name, unit: null, role: 'feature', missing: null, type: 'float32', values: drawn[i] },
        false,
      ),
    ),
    params.seed,
  );
  const scores = new Float64Array(draw.rows.length);
  const aucs: number[] = [];
  const losses: number[][] = [];
  const models = await trainFolds(
    drawn,
    draw,
    2,
    params,
    trainer,
    progress,
    ({ net, scales, held, seed }) => {
      const { rows, labels } = held;
      const found = scoreRows(net, scaledRows(drawn, scales, rows), rows.length);
      rows.forEach((row, i) => {
        scores[row] += found[i] / params.repeats;
      });
      aucs.push(aucOf(found, labels));
      losses.push(permuteGroups(net, held, groups, seed));
    },
  );
  const pairs =
    params.pairs === 'none'
      ? []
      : searchPairs(drawn, draw.labels, draw.fold, params.folds, (done, total) =>
          progress({ stage: 'pairs of quantities', done, total }),
        );
  const calibration = calibrate(scores, draw, params.folds);
  const auc = envelope(aucs, aucWithInterval(scores, draw.labels), params.folds);
  const verdict = verdictOf(auc, Math.min(draw.population, draw.against));
  const { all } = calibration;
  const model: ClassifierModel = {
    format: 'outcrop-classifier',
    version: 1,
    classes: ['others', 'population'],
    columns: entries,
    missing: params.missing,
    members: models.map(({ net, scales }) => memberOf(net, scales)),
    calibration: [{ scores: Array.from(all.scores), values: Array.from(all.values) }],
    about: verdictText(verdict, auc),
  };
  const foldOf = new Int16Array(table.rows).fill(-1);
  draw.rows.forEach((row, i) => {
    foldOf[row] = draw.fold[i];
  });
  // Drawn rows have a say of the models alone that have not seen them.
  const ofTable = scoreTable(
    model,
    values,
    table.rows,
    progress,
    (member, row) => foldOf[row] < 0 || foldOf[row] === models[member].fold,
  );
  const probability = ofTable.probabilities[1];
  draw.rows.forEach((row, i) => {
    probability[row] = calibration.probabilities[i];
  });
  return {
    type: 'two',
    params,
    trainer: trainer.name,
    trial: null,
    population: draw.population,
    against: draw.against,
    drawnPopulation: draw.labels.reduce((sum, label) => sum + label, 0),
    drawnAgainst: draw.labels.reduce((sum, label) => sum + 1 - label, 0),
    columns: names,
    left,
    auc,
    aucs,
    roc: rocCurve(scores, draw.labels),
    foldRocs: Array.from({ length: params.folds }, (_, fold) => {
      const { held } = rowsOfFold(draw.fold, fold);
      return rocCurve(
        held.length === 0 ? [] : Float64Array.from(held, (i) => scores[i]),
        held.map((i) => draw.labels[i]),
        120,
      );
    }),
    verdict,
    importances: importancesOf(names, groups, losses, drawn, scores, draw.labels, params.folds),
    pairs: pairs.slice(0, PAIRS_KEPT).map(({ x, y, ...rest }) => ({ ...rest, x: names[x], y: names[y] })),
    pairsLookedAt: pairs.length,
    raw: reliabilityOf(scores, draw.labels, draw.weights),
    calibrated: reliabilityOf(calibration.probabilities, draw.labels, draw.weights),
    epochs: models.reduce((sum, { net }) => sum + net.epochs, 0) / models.length,
    warnings: warningsOf(values, draw, usable, params),
    probability,
    spread: ofTable.spread,
    model,
  };
}

/** Up to eventsASide of each side, at random, and folds that hold their share of both. */
function drawEvents(
  population: Int32Array,
  against: Int32Array,
  usable: Uint8Array | null,
  { eventsASide, folds, seed }: SeparationParams,
): Draw {
  const rng = createRng(seed);
  const sides = [against, population].map((rows) => {
    const order = usable === null ? rows.slice() : rows.filter((row) => usable[row] === 1);
    shuffle(order, rng);
    return { all: order.length, rows: order.slice(0, eventsASide).sort() };
  });
  const [rest, some] = sides;
  if (some.rows.length < 2 * folds || rest.rows.length < 2 * folds) {
    throw new Problem(
      'bad-data',
      `${some.rows.length} events of the population and ${rest.rows.length} of the others; expected at least ${2 * folds} of each to train on ${folds} folds`,
    );
  }
  const rows = new Int32Array(rest.rows.length + some.rows.length);
  rows.set(rest.rows);
  rows.set(some.rows, rest.rows.length);
  const labels = Int32Array.from(rows, (_, i) => (i < rest.rows.length ? 0 : 1));
  const weights = Float64Array.from(labels, (label) => sides[label].all / sides[label].rows.length);
  return {
    rows,
    labels,
    weights,
    fold: stratifiedFolds(labels, folds, rng),
    population: some.all,
    against: rest.all,
  };
}

/** The mean over folds and seeds, with the wider of its two intervals: over the folds, and over the events. */
export function envelope(
  aucs: number[],
  pooled: { low: number; high: number },
  folds: number,
): Separation['auc'] {
  const spread = overFolds(aucs, folds);
  const low = Math.max(0, Math.min(spread.low, pooled.low, spread.mean));
  const high = Math.min(1, Math.max(spread.high, pooled.high, spread.mean));
  return { auc: spread.mean, low, high };
}

function calibrate(
  scores: Float64Array,
  draw: Draw,
  folds: number,
): { all: Isotonic; probabilities: Float64Array } {
  const fitTo = (rows: Int32Array): Isotonic =>
    fitIsotonic(
      Float64Array.from(rows, (i) => scores[i]),
      rows.map((i) => draw.labels[i]),
      Float64Array.from(rows, (i) => draw.weights[i]),
    );
  const probabilities = new Float64Array(scores.length);
  for (let fold = 0; fold < folds; fold++) {
    const { held, train } = rowsOfFold(draw.fold, fold);
    const curve = fitTo(train);
    for (const i of held) probabilities[i] = isotonicAt(curve, scores[i]);
  }
  return { all: fitTo(Int32Array.from(scores, (_, i) => i)), probabilities };
}

function importancesOf(
  names: string[],
  groups: Int32Array,
  losses: number[][],
  drawn: Float32Array[],
  scores: Float64Array,
  labels: Int32Array,
  folds: number,
): Separation['importances'] {
  const strength = drawn.map((values) => {
    const there = Int32Array.from(values, (_, i) => i).filter((i) => Number.isFinite(values[i]));
    const auc = aucOf(
      Float32Array.from(there, (i) => values[i]),
      there.map((i) => labels[i]),
    );
    return Number.isNaN(auc) ? 0 : Math.abs(auc - 0.5);
  });
  const ranks = midRanks(scores);
  return losses[0]
    .map((_, group) => {
      const members = names.map((_name, i) => i).filter((i) => groups[i] === group);
      members.sort((a, b) => strength[b] - strength[a]);
      const direction = correlation(midRanks(drawn[members[0]]), ranks);
      return {
        ...overFolds(
          losses.map((run) => run[group]),
          folds,
        ),
        columns: members.map((i) => names[i]),
        direction: Number.isNaN(direction) ? 0 : direction,
      };
    })
    .sort((a, b) => b.mean - a.mean);
}

function warningsOf(
  values: Float32Array[],
  draw: Draw,
  usable: Uint8Array | null,
  { eventsASide }: SeparationParams,
): string[] {
  const warnings: string[] = [];
  const count = (n: number): string => n.toLocaleString('en');
  if (draw.population > eventsASide || draw.against > eventsASide) {
    warnings.push(
      `trained and judged on at most ${count(eventsASide)} events of each side, drawn at random; probabilities are calibrated to the full numbers`,
    );
  }
  if (usable !== null) {
    const lost = usable.reduce((sum, good) => sum + 1 - good, 0);
    if (lost > 0) warnings.push(`${count(lost)} events without a value in some quantity left out`);
  } else {
    const holes = values.filter((column) => column.some(Number.isNaN)).length;
    if (holes > 0)
      warnings.push(
        `missing values of ${holes} ${holes === 1 ? 'quantity' : 'quantities'} filled with the training folds' medians; the classifier is told where`,
      );
  }
  const fewest = Math.min(draw.population, draw.against);
  if (fewest < 100) warnings.push(`only ${fewest} events on one side: the figures are rough`);
  return warnings;
}
