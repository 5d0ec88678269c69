import { NOISE } from '../cluster/clustering.ts';
import type { ClusterCard, Contact, RepetitionKind, Twin, TwinCluster, Verdict } from './reality.ts';

type Reason = Verdict['reasons'][number];
type Measured = Omit<ClusterCard, 'verdict'>;

/** Limits of the verdict; the card states them. */
export const LIMITS = {
  /** Share of repetitions, of seeds and of samples alike: from the first on found again, below the second not. */
  found: { pass: 0.75, fail: 0.5 },
  /** AUC against the hardest neighbour: its lower limit, and the AUC itself. */
  auc: { pass: 0.9, fail: 0.75 },
  /** Neighbours across the border over those across a cut through the middle. */
  gap: { pass: 0.33, fail: 0.5 },
  /** Neighbours across the border that are few in any case; and for clusters too small to be cut. */
  across: { few: 0.02, fail: 0.2 },
} as const;

/** Whether a border runs through a gap: true, false, or null for in between and for too few events to say so. */
export function hasGap({ across, acrossHigh, through }: Contact): boolean | null {
  if (acrossHigh <= LIMITS.across.few) return true;
  if (!(through > 0)) return across >= LIMITS.across.fail ? false : null;
  if (acrossHigh <= LIMITS.gap.pass * through) return true;
  return across >= LIMITS.gap.fail * through ? false : null;
}

/** Clusters of shuffled tables that would pass as real, the one that holds most events aside. */
export function passing(twins: readonly Twin[]): TwinCluster[] {
  return twins.flatMap(({ clusters, rows, noise }) =>
    clusters.filter(
      ({ size, fate, contact }) => 2 * size <= rows - noise && fate === 'found' && hasGap(contact) === true,
    ),
  );
}

/**
 * What to think of a cluster. Real where no test is in doubt, unreal where one fails; but where it is found again and told
 * apart and only the gap is missing, it may be a population that goes over into another. The noise is what is left
 * over, and a cluster of most events is the bulk: any table has one, so a shuffled one is nothing against it.
 * @param clustered events in clusters
 * @param alike columns that alone set a passing twin cluster apart and this cluster too, in the same direction
 * @param only the one column that sets it apart, where no second one goes with it: a shuffled table has such clusters
 */
export function verdictOf(
  card: Measured,
  clustered: number,
  twins: readonly Twin[],
  alike: readonly string[],
  only: string | null = null,
): Verdict {
  const found = foundReason(card);
  if (card.label === NOISE) return { level: 'noise', text: noiseText(card), reasons: [found] };
  const isBulk = 2 * card.size > clustered;
  const reasons = [found, separateReason(card), gapReason(card)];
  if (!isBulk && only !== null) {
    const text = `${only} alone sets it apart: a population of one quantity looks like this, but so does a lump in a shuffled table`;
    reasons.push({ test: 'company', passed: null, text });
  }
  if (!isBulk && twins.length > 0) reasons.push(twinReason(twins, alike));
  const failed = reasons.filter(({ passed }) => passed === false);
  const attached =
    failed.every(({ test }) => test === 'gap') && reasons.slice(0, 2).every(({ passed }) => passed === true);
  if (failed.length > 0 && !attached) {
    return { level: 'unreal', text: `Do not believe this one: ${joined(failed)}.`, reasons };
  }
  if (isBulk) {
    return {
      level: 'bulk',
      text: `The bulk, ${foundWords(card)}: what the others are told apart from. Any table has one.`,
      reasons,
    };
  }
  const unsure = reasons.filter(({ passed, test }) => passed !== true && test !== 'twin');
  if (unsure.length > 0) {
    const sure = reasons.filter(({ passed }) => passed === true);
    const still = sure.length === 0 ? '' : `; ${joined(sure)}`;
    return { level: 'doubtful', text: `In doubt: ${joined(unsure)}${still}.`, reasons };
  }
  return { level: 'real', text: `${capital(joined(reasons))}.`, reasons };
}

function foundReason(card: Measured): Reason {
  const { rate, found } = card;
  const shares = (['seed', 'sample'] as const)
    .filter((kind) => found[kind].of > 0)
    .map((kind) => share(found[kind]));
  const worst = Math.min(...shares);
  const passed =
    rate.of === 0 ? null : worst < LIMITS.found.fail ? false : worst >= LIMITS.found.pass ? true : null;
  return {
    test: 'found',
    passed,
    text: passed === true ? foundWords(card) : `${foundWords(card)}${whatElse(card)}`,
  };
}

function foundWords({ rate, found }: Measured): string {
  if (rate.of === 0) return 'too few of its events to look for it again';
  const { seed, sample } = found;
  const apart = seed.of > 0 && sample.of > 0 && Math.abs(share(seed) - share(sample)) > 0.25;
  const parts = apart ? `: ${kindWords('seed', seed)}, ${kindWords('sample', sample)}` : '';
  return `found again in ${rate.found} of ${rate.of}${parts === '' ? '' : ` (${parts.slice(2)})`}`;
}

function kindWords(kind: RepetitionKind, { found, of }: { found: number; of: number }): string {
  return `${found} of ${of} ${kind === 'seed' ? 'other seeds' : 'samples'}`;
}

/** What most often became of it where it was not found. */
function whatElse({ refound }: Measured): string {
  const lost = refound.filter(({ fate }) => fate !== 'found' && fate !== 'unknown');
  const times = (fate: string): number => lost.filter((one) => one.fate === fate).length;
  const joinedWith = new Map<number, number>();
  for (const { joined: other } of lost) {
    if (other !== null) joinedWith.set(other, (joinedWith.get(other) ?? 0) + 1);
  }
  const [partner] = [...joinedWith].sort((a, b) => b[1] - a[1]);
  if (2 * times('joined') > lost.length) {
    return partner ? `, else mostly one with cluster ${partner[0]}` : ', else mostly one with others';
  }
  if (2 * times('split') > lost.length) return ', else mostly in pieces';
  if (2 * times('noise') > lost.length) return ', else mostly noise';
  return '';
}

function separateReason({ nearest, others }: Measured): Reason {
  const best = nearest ?? others;
  if (best === null) return { test: 'separate', passed: null, text: 'too few events to train a classifier' };
  const against = nearest ? `cluster ${nearest.label}` : 'all others';
  const passed = best.auc < LIMITS.auc.fail ? false : best.low >= LIMITS.auc.pass ? true : null;
  const word = passed === true ? 'separable' : passed === false ? 'not separable' : 'hardly separable';
  return { test: 'separate', passed, text: `${word} from ${against}, AUC ${aucText(best.auc)}` };
}

/** Three digits; never rounded up to 1. */
export function aucText(auc: number): string {
  return auc < 1 && auc > 0.9995 ? '> 0.999' : auc.toFixed(3);
}

function gapReason({ contact }: Measured): Reason {
  if (contact === null) return { test: 'gap', passed: null, text: 'too few events to look for a gap' };
  const passed = hasGap(contact);
  const { across, through, touches } = contact;
  const beside = through > 0 ? `, ${percent(through)} across a cut through its own middle` : '';
  const figures = `${percent(across)} of nearest neighbours across its border${beside}`;
  if (passed === true) return { test: 'gap', passed, text: `a gap around it (${figures})` };
  const [first] = touches;
  const to = !first ? '' : first.label === NOISE ? ' to the noise' : ` to cluster ${first.label}`;
  const few = passed === null && across <= LIMITS.gap.pass * through;
  const word =
    passed === false ? `no gap${to}` : few ? 'too few events to be sure of a gap' : `hardly a gap${to}`;
  const tear = passed === false ? ': as where the plane tears one population in two' : '';
  return { test: 'gap', passed, text: `${word} in the measured quantities (${figures})${tear}` };
}

function twinReason(twins: readonly Twin[], alike: readonly string[]): Reason {
  const tables = twins.length === 1 ? 'the shuffled twin' : `${twins.length} shuffled twins`;
  if (alike.length > 0) {
    const have = twins.length === 1 ? 'has' : 'have';
    const text = `${alike[0]} alone would make a cluster (${tables} ${have} one)`;
    return { test: 'twin', passed: null, text };
  }
  return { test: 'twin', passed: true, text: `nothing like it in ${tables}` };
}

function noiseText(card: Measured): string {
  const again =
    card.rate.of === 0 ? '' : ` The same events are noise again in ${card.rate.found} of ${card.rate.of}.`;
  return `Not a population: what no cluster took, so no gap is asked of it.${again} Look through it for rare events by their outlier factor.`;
}

const share = ({ found, of }: { found: number; of: number }): number => found / of;

const joined = (reasons: readonly Reason[]): string => reasons.map(({ text }) => text).join('; ');

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

function percent(value: number): string {
  const shown = 100 * value;
  return `${shown === 0 ? '0' : shown < 10 ? shown.toPrecision(2) : shown.toFixed(0)} %`;
}
