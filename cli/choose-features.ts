import type { DataResult } from '../src/cells/data/compute.ts';
import { Problem } from '../src/core/problem.ts';
import type { ColumnProposal, FeatureSpec } from '../src/core/rq/proposal.ts';
import { findColumn } from '../src/core/table/table.ts';

export interface FeatureChoice {
  features: FeatureSpec[];
  /** Every other column, and why it is none. */
  excluded: { column: string; reason: string }[];
}

/**
 * The features that were asked for, with their proposed transforms, or those that Outcrop proposes.
 * @param file what to call the data in messages.
 * Throws a Problem where a name is not there, its column cannot be a feature, or none is left.
 */
export function chooseFeatures(data: DataResult, asked: string[] | null, file: string): FeatureChoice {
  const features = asked === null ? data.features : asked.map((name) => askedFeature(data, name, file));
  if (asked !== null && features.length === 0) {
    throw new Problem(
      'bad-parameter',
      `${file}: no feature in --features; expected at least one column name`,
    );
  }
  const chosen = new Set(features.map((feature) => feature.column));
  const excluded = data.proposals
    .filter(({ column }) => !chosen.has(column))
    .map(({ column, excluded: reason }) => ({ column, reason: reason ?? 'not among --features' }));
  if (features.length === 0) {
    const reasons = excluded.map(({ column, reason }) => `${column}: ${reason}`).join('; ');
    throw new Problem(
      'bad-data',
      `${file}: no column can be a feature (${reasons}); expected a measured quantity that varies`,
    );
  }
  return { features, excluded };
}

function askedFeature(data: DataResult, name: string, file: string): FeatureSpec {
  const proposal = data.proposals.find(({ column }) => column === name);
  const column = findColumn(data.table, name);
  if (!proposal || !column) {
    const known = data.proposals.map((p) => p.column).join(', ');
    throw new Problem('bad-parameter', `${file} has no column ${name}, named by --features; it has ${known}`);
  }
  if (column.type === 'text' || isNeverFeature(proposal)) {
    const kind = column.type === 'text' ? 'text' : proposal.role;
    throw new Problem(
      'bad-parameter',
      `${file}: column ${name} cannot be a feature: it is ${kind}; expected a measured quantity`,
    );
  }
  return { column: name, transform: proposal.transform };
}

function isNeverFeature({ role }: ColumnProposal): boolean {
  return role === 'id' || role === 'time' || role === 'truth' || role === 'label';
}
