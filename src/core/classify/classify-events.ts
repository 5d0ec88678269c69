import { correlatedGroups } from '../explain/correlated-groups.ts';
import { rankColumn } from '../explain/ranked-column.ts';
import { Problem } from '../problem.ts';
import type { Progress } from '../progress.ts';
import { createRng } from '../random/rng.ts';
import type { FeatureSpec } from '../rq/proposal.ts';
import { midRanks } from '../stats/ranks.ts';
import { correlation } from '../stats/spearman.ts';
import type { Table } from '../table/table.ts';
import { fitIsotonic, reliabilityOf } from './calibration.ts';
import type { Classes, ClassFigures } from './classes.ts';
import { type ClassifierModel, calibrateRow, likeliest, memberOf, scoreTable } from './classifier-model.ts';
import { MOST_CLASSES } from './model-limits.ts';
import { overFolds } from './over-folds.ts';
import { classAuc, permuteClassGroups } from './permute-classes.ts';
import { populationColumns } from './population-columns.ts';
import { aucOf, aucWithInterval, rocCurve } from './roc.ts';
import { envelope } from './separate-populations.ts';
import type { SeparationParams, Trainer } from './separation.ts';
import { weightedShare } from './shares.ts';
import { predictSmallMlp } from './small-mlp.ts';
import { scaledRows } from './standardise.ts';
import { rowsOfFold, stratifiedFolds } from './stratified-folds.ts';
import { type FoldModel, trainFolds } from './train-folds.ts';
import { shuffle } from './training-rows.ts';

interface Draw {
  rows: Int32Array;
  labels: Int32Array;
  fold: Uint8Array;
  /** How many events of the table each stands for. */
  weights: Float64Array;
  /** Of each class, all that can be used. */
  events: number[];
}

interface Held {
  /** Mean held-out scores of the drawn rows, one array a class. */
  scores: Float64Array[];
  models: FoldModel[];
  /** By class, one a fold and seed. */
  aucs: number[][];
  losses: number[][];
}

/**
 * Trains classifiers of two or more classes on all but one of k folds and takes every figure from the fold left out:
 * the curve of each class against all others, the confusion matrix, the loss of mean AUC when columns that move
 * together are permuted; scores are calibrated class by class by isotonic regression fitted on the other folds and
 * brought to a sum of 1 (Zadrozny & Elkan 2002). Classes too small for the folds are left out, by name.
 * Then gives every row its probabilities: labelled rows that were drawn by models that had not seen them.
 * Deterministic in the seed with a deterministic trainer. O(folds repeats (training + columns held-out events)).
 * @param labels index into `names` for each row, -1 where there is none
 * @throws Problem bad-data with fewer than two classes
 */
export async function classifyEvents(
  table: Table,
  features: readonly FeatureSpec[],
  labels: Int32Array,
  names: readonly string[],
  params: SeparationParams,
  trainer: Trainer,
  progress: Progress,
): Promise<Classes> {
  progress({ stage: 'prepare', done: 0, total: 1 });
  const columns = populationColumns(table, features);
  const { values } = columns;
  if (values.length === 0)
    throw new Problem('bad-data', 'no measured quantity has values that vary; expected at least one');
  const isUsable = (row: number): boolean =>
    params.missing === 'impute' || values.every((column) => Number.isFinite(column[row]));
  const { draw, kept, warnings } = drawClasses(labels, names, isUsable, params);
  const drawn = values.map((column) => Float32Array.from(draw.rows, (row) => column[row]));
  const ranked = columns.names.map((name, i) =>
    rankColumn(
      { name, unit: null, role: 'feature', missing: null, type: 'float32', values: drawn[i] },
      false,
    ),
  );
  const groups = correlatedGroups(ranked, params.seed);
  const held = await trainAll(drawn, draw, kept.length, groups, params, trainer, progress);
  const calibrated = calibrateHeld(held.scores, draw, params.folds);
  const called = Int32Array.from(draw.rows, (_, i) => likeliest(calibrated, i));
  const model: ClassifierModel = {
    format: 'outcrop-classifier',
    version: 1,
    classes: kept,
    columns: columns.entries,
    missing: params.missing,
    members: held.models.map(({ net, scales }) => memberOf(net, scales)),
    calibration: curvesOf(held.scores, draw, null),
    about: '',
  };
  const figures = kept.map((name, c) => figuresOf(name, c, draw, held, calibrated, called, params.folds));
  const worst = figures.reduce((a, b) => (b.auc.auc < a.auc.auc ? b : a));
  model.about = `${kept.length} classes; the hardest to tell from all others on held-out events: ${worst.name}, AUC ${worst.auc.auc.toFixed(3)} (95 %: ${worst.auc.low.toFixed(3)} to ${worst.auc.high.toFixed(3)})`;
  const foldOf = new Int16Array(table.rows).fill(-1);
  draw.rows.forEach((row, i) => {
    foldOf[row] = draw.fold[i];
  });
  const scores = scoreTable(
    model,
    values,
    table.rows,
    progress,
    (member, row) => foldOf[row] < 0 || foldOf[row] === held.models[member].fold,
  );
  draw.rows.forEach((row, i) => {
    for (let c = 0; c < kept.length; c++) scores.probabilities[c][row] = calibrated[c][i];
    scores.label[row] = called[i];
  });
  const confusion = kept.map(() => kept.map(() => 0));
  called.forEach((said, i) => {
    confusion[draw.labels[i]][said]++;
  });
  return {
    type: 'classes',
    params,
    trainer: trainer.name,
    trial: null,
    classes: figures,
    confusion,
    unlabelled: table.rows - draw.events.reduce((a, b) => a + b, 0),
    columns: columns.names,
    left: columns.left,
    importances: importancesOf(columns.names, groups, held, drawn, draw.labels, params.folds),
    epochs: held.models.reduce((sum, { net }) => sum + net.epochs, 0) / held.models.length,
    warnings,
    model,
    ...scores,
  };
}

/** Up to eventsASide of each class, at random. Classes too small for the folds are left out. */
function drawClasses(
  labels: Int32Array,
  names: readonly string[],
  isUsable: (row: number) => boolean,
  { eventsASide, folds, seed }: SeparationParams,
): { draw: Draw; kept: string[]; warnings: string[] } {
  const rng = createRng(seed);
  const members: number[][] = names.map(() => []);
  labels.forEach((label, row) => {
    if (label >= 0 && isUsable(row)) members[label].push(row);
  });
  const enough = members.map((rows) => rows.length >= 2 * folds);
  const kept = names.filter((_, c) => enough[c]);
  const small = names.filter((_, c) => !enough[c]);
  if (kept.length < 2) {
    throw new Problem(
      'bad-data',
      `${kept.length} classes have ${2 * folds} events or more with values, enough for ${folds} folds; expected at least two`,
    );
  }
  if (kept.length > MOST_CLASSES) {
    throw new Problem('bad-data', `${kept.length} classes; expected at most ${MOST_CLASSES}`);
  }
  const warnings: string[] = [];
  if (small.length > 0)
    warnings.push(`left out, with fewer than ${2 * folds} events each: ${small.join(', ')}`);
  const classes = members
    .filter((_, c) => enough[c])
    .map((rows) => {
      const order = Int32Array.from(rows);
      shuffle(order, rng);
      return { all: rows.length, rows: order.slice(0, eventsASide).sort() };
    });
  if (classes.some(({ all, rows }) => all > rows.length)) {
    warnings.push(
      `trained and judged on at most ${eventsASide.toLocaleString('en')} events of each class, drawn at random; probabilities and purities are for the full numbers`,
    );
  }
  const rows = Int32Array.from(classes.flatMap((one) => Array.from(one.rows)));
  const ofRows = Int32Array.from(classes.flatMap((one, c) => Array.from(one.rows, () => c)));
  const weights = Float64Array.from(ofRows, (c) => classes[c].all / classes[c].rows.length);
  const fold = stratifiedFolds(ofRows, folds, rng);
  return {
    draw: { rows, labels: ofRows, fold, weights, events: classes.map(({ all }) => all) },
    kept,
    warnings,
  };
}

async function trainAll(
  drawn: Float32Array[],
  draw: Draw,
  classes: number,
  groups: Int32Array,
  params: SeparationParams,
  trainer: Trainer,
  progress: Progress,
): Promise<Held> {
  const scores = Array.from({ length: classes }, () => new Float64Array(draw.rows.length));
  const aucs: number[][] = Array.from({ length: classes }, () => []);
  const losses: number[][] = [];
  const models = await trainFolds(
    drawn,
    draw,
    classes,
    params,
    trainer,
    progress,
    ({ net, scales, held, seed }) => {
      const { rows, labels } = held;
      const found = predictSmallMlp(net, scaledRows(drawn, scales, rows), rows.length);
      rows.forEach((row, i) => {
        for (let c = 0; c < classes; c++) scores[c][row] += found[i * classes + c] / params.repeats;
      });
      for (let c = 0; c < classes; c++) aucs[c].push(classAuc(found, labels, classes, c));
      losses.push(permuteClassGroups(net, held, groups, seed));
    },
  );
  return { scores, models, aucs, losses };
}

/** Each class against all others, each event at what it stands for; null takes all drawn rows. */
function curvesOf(
  scores: Float64Array[],
  draw: Draw,
  rows: Int32Array | null,
): ClassifierModel['calibration'] {
  const taken = rows ?? Int32Array.from(draw.labels, (_, i) => i);
  const weights = Float64Array.from(taken, (i) => draw.weights[i]);
  const wanted = scores.length === 2 ? [1] : scores.map((_, c) => c);
  return wanted.map((c) => {
    const curve = fitIsotonic(
      Float64Array.from(taken, (i) => scores[c][i]),
      taken.map((i) => (draw.labels[i] === c ? 1 : 0)),
      weights,
    );
    return { scores: Array.from(curve.scores), values: Array.from(curve.values) };
  });
}

/** Held-out scores calibrated by the curves of the other folds. */
function calibrateHeld(scores: Float64Array[], draw: Draw, folds: number): Float64Array[] {
  const calibrated = scores.map((of) => of.slice());
  const row = new Float64Array(scores.length);
  for (let fold = 0; fold < folds; fold++) {
    const { held, train } = rowsOfFold(draw.fold, fold);
    const curves = curvesOf(scores, draw, train);
    for (const i of held) {
      for (let c = 0; c < row.length; c++) row[c] = scores[c][i];
      calibrateRow(row, curves);
      for (let c = 0; c < row.length; c++) calibrated[c][i] = row[c];
    }
  }
  return calibrated;
}

function figuresOf(
  name: string,
  c: number,
  draw: Draw,
  held: Held,
  calibrated: Float64Array[],
  called: Int32Array,
  folds: number,
): ClassFigures {
  const isClass = draw.labels.map((label) => (label === c ? 1 : 0));
  const own = Array.from(draw.labels.keys()).filter((i) => draw.labels[i] === c);
  const said = Array.from(called.keys()).filter((i) => called[i] === c);
  const share = (rows: number[], isIn: (i: number) => boolean) =>
    weightedShare(
      rows.map((i) => draw.weights[i]),
      rows.map(isIn),
    );
  return {
    name,
    events: draw.events[c],
    drawn: own.length,
    auc: envelope(held.aucs[c], aucWithInterval(held.scores[c], isClass), folds),
    roc: rocCurve(held.scores[c], isClass),
    recall: share(own, (i) => called[i] === c),
    purity: share(said, (i) => draw.labels[i] === c),
    calibrated: reliabilityOf(calibrated[c], isClass, draw.weights),
  };
}

function importancesOf(
  names: string[],
  groups: Int32Array,
  { losses, scores }: Held,
  drawn: Float32Array[],
  labels: Int32Array,
  folds: number,
): Classes['importances'] {
  // How well each column by itself tells its best class from the others.
  const best = drawn.map((values) => {
    const there = Int32Array.from(values, (_, i) => i).filter((i) => Number.isFinite(values[i]));
    const found = Float32Array.from(there, (i) => values[i]);
    return scores
      .map((_, c) => {
        const auc = aucOf(
          found,
          there.map((i) => (labels[i] === c ? 1 : 0)),
        );
        return { c, strength: Number.isNaN(auc) ? 0 : Math.abs(auc - 0.5) };
      })
      .reduce((a, b) => (b.strength > a.strength ? b : a));
  });
  const ranks = scores.map((of) => midRanks(of));
  return losses[0]
    .map((_, group) => {
      const members = names.map((_name, i) => i).filter((i) => groups[i] === group);
      members.sort((a, b) => best[b].strength - best[a].strength);
      const [leader] = members;
      const direction = correlation(midRanks(drawn[leader]), ranks[best[leader].c]);
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
