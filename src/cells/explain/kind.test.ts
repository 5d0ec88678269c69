import { expect, test } from 'vitest';
import type { ColumnProposal } from '../../core/rq/proposal.ts';
import type { Column, Role } from '../../core/table/column.ts';
import type { ComputeContext } from '../contract.ts';
import { computeExplain } from './compute.ts';
import { explainKind } from './kind.ts';

const steps = [{ mode: 'invert' as const }];

function column(name: string, role: Role): Column {
  return { name, unit: '', role, type: 'float64', missing: null, values: Float64Array.of(1, 2) };
}

test('behind a derive cell its columns are compared as well; ids, labels and the truth never', async () => {
  const columns = [
    column('area', 'feature'),
    column('event', 'id'),
    column('truth', 'truth'),
    column('s1 and s2', 'feature'),
    column('truth times two', 'truth'),
  ];
  const proposals = columns.map(({ name, role }) => ({ column: name, role }) as ColumnProposal);
  const result = { table: { rows: 2, columns }, proposals };
  const data = { cell: 'data', result: { ...result, proposals: proposals.slice(0, 3) } };
  const asked: unknown[] = [];
  const context = {
    inspection: async (cell: string) => ({
      effects: async (...args: unknown[]) => {
        asked.push([cell, ...args]);
        return { effects: [] };
      },
    }),
  } as unknown as ComputeContext;
  const params = { of: { name: 'odd ones', steps }, against: null };
  await computeExplain(context, params, { data: { cell: 'derive', result, inputs: { data } } });
  await computeExplain(context, params, { data });
  expect(asked).toEqual([
    ['data', steps, null, ['area', 's1 and s2']],
    ['data', steps, null, ['area']],
  ]);
  expect(explainKind.inputs.data.kinds).toContain('derive');
});
