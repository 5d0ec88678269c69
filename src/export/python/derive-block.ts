import type { DeriveResult } from '../../cells/derive/compute.ts';
import type { DeriveParams } from '../../cells/derive/params.ts';
import { parseExpression } from '../../core/expression/parse.ts';
import { Problem } from '../../core/problem.ts';
import { type CellDocument, findCell } from '../../notebook/document.ts';
import { type ExportSource, freshResult } from '../export-source.ts';
import { pyExpression } from './expression.ts';
import { py, pyComment } from './literal.ts';

/** New columns by their expressions. Throws where the cell has no result: an expression may still be wrong. */
export function deriveBlock(source: ExportSource, cell: CellDocument): string {
  const result = freshResult<DeriveResult>(source, cell.id);
  if (!result) {
    throw new Problem('bad-notebook', `${cell.title} has no result; run the notebook, then export it`, {
      cell: cell.id,
    });
  }
  const { columns } = cell.params as unknown as DeriveParams;
  const made = new Set(result.derived.map(({ column }) => column.name));
  const data = cell.inputs.data;
  const texts = new Set(result.table.columns.filter(({ type }) => type === 'text').map(({ name }) => name));
  const id = py(cell.id);
  const beside = besideTables(source, cell);
  const lines = [
    `t = pd.concat([${[`readable[${py(data)}]`, ...beside.map((other) => `tables[${py(other)}]`)].join(', ')}], axis=1)`,
    't = t.loc[:, ~t.columns.duplicated()].copy()',
    `tables[${id}] = pd.DataFrame(index=t.index)`,
    'with np.errstate(all="ignore"):',
  ];
  for (const { name: written, expression } of columns) {
    const name = written.trim();
    if (!made.has(name)) continue;
    const { text, type } = pyExpression(parseExpression(expression), (column) => texts.has(column));
    const value = type === 'truth' ? `defined(number(${text}) != 0.5, ${text})` : text;
    lines.push(
      ...pyComment(`${name} = ${expression}`)
        .split('\n')
        .map((line) => `    ${line}`),
      `    tables[${id}][${py(name)}] = t[${py(name)}] = ${value}`,
    );
  }
  const own = result.features.map(({ column, transform }) => [column, transform]);
  const quantities = result.derived
    .filter(({ column }) => column.role === 'feature')
    .map(({ column }) => column.name);
  if (made.size === 0) lines.push('    pass');
  lines.push(
    `readable[${id}] = pd.concat([readable[${py(data)}], tables[${id}]], axis=1)`,
    `features[${id}] = ${py(own)}`,
    `quantities[${id}] = quantities[${py(data)}] + ${py(quantities)}`,
  );
  return lines.join('\n');
}

/** A plane or clusters plugged in beside the data, and the plane behind clusters. */
function besideTables({ document }: ExportSource, cell: CellDocument): string[] {
  const beside = cell.inputs.beside === undefined ? undefined : findCell(document, cell.inputs.beside);
  if (!beside) return [];
  const plane = beside.kind === 'cluster' ? beside.inputs.embed : undefined;
  return plane === undefined ? [beside.id] : [beside.id, plane];
}
