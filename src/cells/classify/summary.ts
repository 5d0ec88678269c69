import { verdictWords } from '../../core/classify/verdict.ts';
import type { ClassifyResult } from './compute.ts';
import type { ClassifyParams } from './params.ts';

/** Losses of AUC that are kept as figures. */
const FIGURES = 6;

/** Numbers that sum a result up, kept with a saved notebook. */
export function classifyFigures(result: ClassifyResult): Record<string, number> {
  if (result.type === 'applied') {
    return Object.fromEntries(result.classes.map((name, c) => [`called ${name}`, result.counts[c]]));
  }
  const losses = result.importances
    .slice(0, FIGURES)
    .map(({ columns, mean }): [string, number] => [`${columns[0]} loss`, mean]);
  if (result.type === 'classes') {
    const aucs = result.classes.flatMap(({ name, events, auc }): [string, number][] => [
      [`events of ${name}`, events],
      [`auc of ${name}`, auc.auc],
    ]);
    return Object.fromEntries([...aucs, ...losses]);
  }
  const { auc, population, against, calibrated } = result;
  return {
    population,
    against,
    auc: auc.auc,
    'auc low': auc.low,
    'auc high': auc.high,
    brier: calibrated.brier,
    ...Object.fromEntries(losses),
  };
}

/** A few words for the cell's header. */
export function classifySummary(result: ClassifyResult, params: ClassifyParams): string {
  if (result.type === 'applied') {
    return result.classes.map((name, c) => `${result.counts[c].toLocaleString('en')} ${name}`).join(', ');
  }
  if (result.type === 'classes') {
    const worst = result.classes.reduce((a, b) => (b.auc.auc < a.auc.auc ? b : a));
    return `${result.classes.length} classes, lowest AUC ${worst.auc.auc.toFixed(3)} (${worst.name})`;
  }
  const { auc, verdict } = result;
  return `${params.of?.name ?? ''}: ${verdictWords(verdict, auc)}, AUC ${auc.auc.toFixed(3)} (${auc.low.toFixed(3)} to ${auc.high.toFixed(3)})`;
}
