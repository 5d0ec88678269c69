import { describe, expect, it } from 'vitest';
import type { ColumnProposal } from '../../core/rq/proposal.ts';
import { decideColumns } from './params.ts';

function proposal(column: string, more: Partial<ColumnProposal> = {}): ColumnProposal {
  return {
    column,
    quantity: null,
    vocabulary: null,
    unit: null,
    role: 'feature',
    transform: 'linear',
    feature: true,
    excluded: null,
    sentinels: [],
    derive: null,
    ...more,
  };
}

describe('decideColumns', () => {
  it('puts the decisions of the user over the proposals, and says so', () => {
    const [kept, dropped, taken] = decideColumns(
      [proposal('a'), proposal('b'), proposal('c', { feature: false, excluded: 'a time' })],
      { b: { feature: false }, c: { feature: true, transform: 'log10' } },
    );
    expect(kept).toEqual(proposal('a'));
    expect(dropped).toMatchObject({ feature: false, excluded: 'left out by you' });
    expect(taken).toMatchObject({ feature: true, excluded: null, transform: 'log10' });
  });

  it('never makes a truth column a feature, whatever is asked', () => {
    const [asked, turned] = decideColumns(
      [proposal('truth', { role: 'truth', feature: false, excluded: 'truth' }), proposal('a')],
      { truth: { feature: true }, a: { role: 'truth' } },
    );
    expect(asked.feature).toBe(false);
    expect(turned).toMatchObject({ role: 'truth', feature: false });
  });

  it('takes no decision from the prototype of an object', () => {
    const [column] = decideColumns([proposal('constructor')], {});
    expect(column).toEqual(proposal('constructor'));
  });
});
