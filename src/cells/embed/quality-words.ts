import type { PlaneQuality } from '../../core/quality/quality.ts';
import type { SearchDepth } from '../../core/space/search-depth.ts';
import { count, percent } from '../../ui/numbers.ts';

/** Below it a plane shows too many false neighbours, or too many torn ones, to be believed unseen. */
const POOR = 0.9;
/** Share of poor events that is worth a word even where the mean is fine. */
const MANY = 0.1;

/** Trustworthiness or continuity: the mean with its error, where it has one that shows. */
export function figureText({ mean, standardError }: PlaneQuality['continuity']): string {
  return standardError < 0.0005 ? mean.toFixed(3) : `${mean.toFixed(3)} ± ${standardError.toFixed(3)}`;
}

/** What a plane without any sense would keep of an event's nearest. */
export function chanceText({ events, k }: PlaneQuality): string {
  return percent(k / (events - 1));
}

/** @param sampled whether the figures are those of a fitted sample. */
export function howMeasured({ k, references }: PlaneQuality, sampled: boolean): string {
  const among =
    references === null
      ? 'counted exactly'
      : `counted among ${count(references)} events drawn for each (seeded)`;
  const whose = sampled ? 'every fitted event among the fitted' : 'every event';
  return `The ${k} nearest of ${whose}; ranks ${among}.`;
}

/** How the neighbours were found that the plane is made from. */
export function howSearched({ exact, recall, probes }: SearchDepth): string {
  if (exact) return 'Neighbours in the columns: exact.';
  return `Neighbours in the columns: ${percent(recall)} of the true ones (${count(probes)} events checked); More can ask for all.`;
}

/** What looks wrong with a plane, and what may help. */
export function qualityHints({ trustworthiness, continuity }: PlaneQuality): string[] {
  const hints: string[] = [];
  if (trustworthiness.mean < POOR || trustworthiness.poor > MANY) {
    hints.push(
      `False neighbours: ${percent(trustworthiness.poor)} of the events lie among events that they are not like. Check a cluster here in the measured quantities before you believe it; more n_neighbors or fewer features may help.`,
    );
  }
  if (continuity.mean < POOR || continuity.poor > MANY) {
    hints.push(
      `Tears: ${percent(continuity.poor)} of the events lie far from events that they are like, so one population may show as several pieces; more n_neighbors or epochs may help.`,
    );
  }
  return hints;
}
