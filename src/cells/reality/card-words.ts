import { NOISE } from '../../core/cluster/clustering.ts';
import type { RealityReport, VerdictLevel } from '../../core/reality/reality.ts';

/** Of the report that a label is in: of a selection, or of a cluster. */
export function populationName(label: number, selection: { name: string; label: number } | null): string {
  if (selection?.label === label) return selection.name;
  return label === NOISE ? 'noise' : `cluster ${label}`;
}

/** In one or two words, for a mark beside the name. */
export const LEVEL_WORDS: Record<VerdictLevel, string> = {
  real: 'holds',
  doubtful: 'in doubt',
  unreal: 'do not believe',
  bulk: 'bulk',
  noise: 'noise',
};

const count = (value: number): string => value.toLocaleString('en');

/** How the cards were made, for whoever wants to do it again. */
export function howMade(report: Omit<RealityReport, 'planes' | 'cards'>): string[] {
  const { params, rows, fittedRows, epsInMedians, repetitions, quantities, twins, withinRuns } = report;
  const kinds = (kind: string): number => repetitions.filter((one) => one.kind === kind).length;
  const lines: string[] = [];
  const again = [
    kinds('seed') > 0 ? `${kinds('seed')} times all ${count(fittedRows)} events from another seed` : null,
    kinds('sample') > 0
      ? `${kinds('sample')} times ${count(repetitions.find(({ kind }) => kind === 'sample')?.rows ?? 0)} events drawn without replacement`
      : null,
  ].filter((part) => part !== null);
  lines.push(
    `Embedded and clustered once more by the same parameters, ${again.join(' and ')}. Drawn without replacement, since of an event taken twice UMAP would make a clump.`,
  );
  if (fittedRows < rows) {
    lines.push(`Of ${count(rows)} events ${count(fittedRows)} were drawn, so as not to take hours.`);
  }
  if (epsInMedians !== null) {
    lines.push(
      `eps is no number that two planes share: kept was eps as ${epsInMedians.toPrecision(3)} times the median distance to the min_samples-th neighbour.`,
    );
  }
  lines.push(
    'Found again: some cluster shares 75 % of the events that are in either (Jaccard; Hennig 2007). Asked for in three of four repetitions, of seeds and of samples alike.',
    `Separable: a small classifier in the ${quantities} measured quantities, trained on one half and scored on the other, both ways; against whichever of the nearest clusters is hardest to tell it from.`,
    'Gap: the share of nearest neighbours, in the measured quantities, that lie across its border, beside that across a cut through its own middle. A classifier cannot see a tear: it learns where it runs.',
  );
  if (twins.length > 0) {
    const among = withinRuns ? 'among the events of each run' : 'among all events';
    lines.push(
      `Shuffled twin: every column shuffled by itself ${among}, then the same pipeline. Each column keeps its distribution, so a column whose values lie apart by itself makes clusters there too.`,
    );
  }
  const seeds = repetitions.slice(0, 3).map(({ seed }) => seed);
  lines.push(`Seed of the card ${params.seed}; seeds of the repetitions ${seeds.join(', ')} …`);
  return lines;
}

/** How much was looked at before: what was found first among many may be chance. */
export function looksWords({
  looks,
  cards,
  leftOut,
  quantities,
}: Pick<RealityReport, 'cards' | 'leftOut' | 'quantities'> & {
  looks: { embeddings: number; clusterings: number; selections: number } | null;
}): string {
  const clusters = cards.length + leftOut;
  const planes = Math.max(1, looks?.embeddings ?? 1);
  const factor = clusters * quantities * planes;
  const seen =
    looks === null
      ? 'What was looked at before this card is not known'
      : `When this card was asked for, the notebook’s history held ${counted(looks.embeddings, 'embedding')}, ${counted(looks.clusterings, 'clustering')} and ${counted(looks.selections, 'selection')}`;
  return `${seen}. Trials factor of a significance quoted of one of these clusters in one quantity: ${counted(clusters, 'population')} × ${counted(quantities, 'quantity', 'quantities')} × ${counted(planes, 'embedding')} = ${count(factor)}.`;
}

function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}
