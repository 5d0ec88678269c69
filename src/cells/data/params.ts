import type { ColumnProposal } from '../../core/rq/proposal.ts';
import { z } from '../../notebook/zod.ts';
import { dataSource } from './source.ts';

/** What the user decided about a column, over what Outcrop proposed. */
const override = z.object({
  role: z.enum(['feature', 'position', 'time', 'id', 'truth', 'label']).optional(),
  unit: z.string().max(40).nullable().optional(),
  transform: z.enum(['linear', 'log10']).optional(),
  feature: z.boolean().optional(),
  /** Values read as missing; an empty list keeps them as numbers. */
  sentinels: z.array(z.number()).max(20).optional(),
});

export type ColumnOverride = z.infer<typeof override>;

export const dataParams = z.object({
  source: dataSource,
  delimiter: z.enum([',', ';', '\t']).nullable(),
  header: z.boolean().nullable(),
  overrides: z.record(z.string().max(500), override),
});

export type DataParams = z.infer<typeof dataParams>;

export const noOverrides: DataParams = {
  source: { type: 'none' },
  delimiter: null,
  header: null,
  overrides: {},
};

/** Proposals with the user's decisions on top. A truth column is never a feature, whatever is asked. */
export function decideColumns(
  proposals: ColumnProposal[],
  overrides: Record<string, ColumnOverride>,
): ColumnProposal[] {
  return proposals.map((proposal) => {
    const mine = Object.hasOwn(overrides, proposal.column) ? overrides[proposal.column] : undefined;
    if (!mine) return proposal;
    const decided = { ...proposal, ...mine };
    if (decided.role === 'truth') {
      decided.feature = false;
      decided.excluded = 'truth: never a feature';
    } else if (mine.feature === false) {
      decided.excluded = 'left out by you';
    } else if (mine.feature === true) {
      decided.excluded = null;
    }
    return decided;
  });
}
