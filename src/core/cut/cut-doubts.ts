import { fisherGreater } from '../stats/fisher-exact.ts';
import type { CutFigures, Share } from './cut.ts';

/** Held-out events of a target below which its figures are called uncertain. */
const FEW_HELD_OUT = 25;
/** The part of a figure that must be missing on held-out events before that cannot be overlooked. */
const DROP = 0.5;
/** Chance that a list of cuts which are as good as they were tuned is called over-fitted anywhere. */
const LEVEL = 0.05;

const FIGURES = ['efficiency', 'purity'] as const;

/**
 * Why the figures of cuts should be doubted, one list a cut: efficiency or purity is lower on the held-out half than where
 * it was tuned by more than chance allows, or there is little to go by. The exact test of two proportions, one-sided; of
 * all figures of the list together 5 % (Holm 1979). Where that test could not see even a figure fall to half, the cut is said
 * to be of too few events to judge. O(cuts x events).
 */
export function doubtsOf(cuts: readonly { tuned: CutFigures; heldOut: CutFigures }[]): string[][] {
  const drops = cuts.flatMap(({ tuned, heldOut }, cut) =>
    FIGURES.map((figure) => {
      const [a, b] = [tuned[figure], heldOut[figure]];
      return { cut, figure, a, b, p: fisherGreater(a.count, a.of, b.count, b.of) };
    }),
  );
  const doubts = cuts.map(({ heldOut }) => {
    const { of } = heldOut.efficiency;
    return of < FEW_HELD_OUT ? [`only ${of} held-out events of the target: the intervals are wide`] : [];
  });
  const byChance = drops.toSorted((x, y) => x.p - y.p);
  for (const [rank, { cut, figure, a, b, p }] of byChance.entries()) {
    if (p * (drops.length - rank) >= LEVEL) break;
    const shares = `${points(a.value)} where it was tuned, ${points(b.value)} on held-out events`;
    doubts[cut].unshift(
      `${OVERFITTED}: ${figure} ${shares} (p ${p.toPrecision(1)}, ${drops.length} looked at)`,
    );
  }
  for (const [cut, doubt] of doubts.entries()) {
    if (doubt.some((line) => line.startsWith(OVERFITTED))) continue;
    const blind = drops.filter((drop) => drop.cut === cut && !isSeen(drop, drops.length));
    if (blind.length === 0) continue;
    const figures = blind.map(({ figure }) => figure).join(' and ');
    doubt.push(`too few events to say whether it is over-fitted: ${figures} could fall to half by chance`);
  }
  return doubts;
}

const OVERFITTED = 'over-fitted';

/** Whether a fall of a figure to half of what it was tuned to would be told from chance, among so many looked at. */
function isSeen({ a, b }: { a: Share; b: Share }, looks: number): boolean {
  if (a.count === 0) return true;
  const left = Math.floor(DROP * a.value * b.of);
  return fisherGreater(a.count, a.of, left, b.of) * looks < LEVEL;
}

function points(share: number): string {
  return `${(100 * share).toPrecision(3)} %`;
}
