import { describe, expect, it } from 'vitest';
import { makeTable } from '../table/table.ts';
import { decideColumns, decideTable } from './decide.ts';
import type { ColumnProposal } from './proposal.ts';

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

describe('decideTable', () => {
  it('offers an area fraction as an asymmetry of its own, which can be left out like any other', () => {
    const values = Float64Array.from({ length: 200 }, (_, i) => (i % 97) / 97);
    const table = makeTable([
      { name: 's2_area_fraction_top', unit: null, role: 'feature', missing: null, type: 'float64', values },
    ]);
    const offered = decideTable(table, {});
    expect(offered.proposals.map((p) => [p.column, p.feature])).toEqual([
      ['s2_area_fraction_top', false],
      ['s2_tba', true],
    ]);
    expect(offered.table.columns[1]).toMatchObject({ name: 's2_tba', unit: '' });
    const left = decideTable(table, { s2_tba: { feature: false } });
    expect(left.proposals[1]).toMatchObject({ feature: false, excluded: 'left out by you' });
  });
});
