import type { CutProposal } from '../../core/cut/cut.ts';
import { type CutParams, freshCutId } from './params.ts';
import type { Target } from './use-proposals.ts';

/** A list with one more cut that removes what was proposed, and its target as a sample where it was none. */
export function withProposal(
  { cuts, samples }: CutParams,
  { expression }: CutProposal,
  target: Target,
  seed: number,
): CutParams {
  const named = { name: target.name.slice(0, 200), steps: target.steps };
  const known = samples.some(({ name }) => name === named.name) || samples.length >= 20;
  return {
    cuts: [
      ...cuts,
      {
        id: freshCutId(cuts),
        name: named.name,
        expression,
        sense: 'remove',
        on: true,
        tuned: { seed, target: named, expression },
      },
    ],
    samples: known ? samples : [...samples, { role: 'background', ...named }],
  };
}
