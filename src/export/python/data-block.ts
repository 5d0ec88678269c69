import type { DataResult } from '../../cells/data/compute.ts';
import type { DataParams } from '../../cells/data/params.ts';
import { Problem } from '../../core/problem.ts';
import type { CellDocument } from '../../notebook/document.ts';
import { type ExportSource, freshResult } from '../export-source.ts';
import { py, pyComment } from './literal.ts';

/** Reads the file as Outcrop did. Throws where the cell has no result: its features follow from the data. */
export function dataBlock(source: ExportSource, cell: CellDocument): string {
  const result = freshResult<DataResult>(source, cell.id);
  if (!result) {
    throw new Problem('bad-notebook', `${cell.title} has no result; run the notebook, then export it`, {
      cell: cell.id,
    });
  }
  const params = cell.params as unknown as DataParams;
  const { proposals, features, table } = result;
  const derived = new Set(asymmetries(result).map(([name]) => name));
  const names = table.columns.map(({ name }) => name).filter((name) => !derived.has(name));
  const sentinels = proposals.filter(({ column, sentinels }) => sentinels.length > 0 && !derived.has(column));
  const quantities = proposals
    .filter(({ role, column }) => {
      const found = table.columns.find(({ name }) => name === column);
      return (role === 'feature' || role === 'position') && found && found.type !== 'text';
    })
    .map(({ column }) => column);
  const id = py(cell.id);
  const lines = [
    ...sourceLines(source, cell, params),
    `names = ${py(names)}`,
    `tables[${id}] = read_table(path, names, header=${py(params.header !== false)}, delimiter=${py(params.delimiter)})`,
  ];
  if (sentinels.length > 0) {
    const values = Object.fromEntries(sentinels.map(({ column, sentinels }) => [column, sentinels]));
    lines.push(`mask_sentinels(tables[${id}], ${py(values)})`);
  }
  for (const [name, from] of asymmetries(result)) {
    lines.push(`tables[${id}][${py(name)}] = 2 * tables[${id}][${py(from)}] - 1`);
  }
  lines.push(
    `readable[${id}] = tables[${id}]`,
    `features[${id}] = ${py(features.map(({ column, transform }) => [column, transform]))}`,
    `quantities[${id}] = ${py(quantities)}`,
    `print(len(tables[${id}]), "events")`,
  );
  return lines.join('\n');
}

function sourceLines(source: ExportSource, cell: CellDocument, { source: from }: DataParams): string[] {
  if (from.type === 'simulate') {
    const name = `${from.preset}-${from.events}-${from.seed}.csv`;
    return [
      '# These rows were simulated. Write them to a file first:',
      `#   npm run -s outcrop -- simulate --preset ${from.preset} --events ${from.events} --seed ${from.seed} --out ${name}`,
      `path = ${py(name)}`,
    ];
  }
  if (from.type === 'none') return ['path = ""'];
  const data = Object.hasOwn(source.records, cell.id) ? source.records[cell.id].data : null;
  const about = data
    ? [pyComment(`${data.bytes} bytes, ${data.rows} rows, sha256 ${data.sha256 || 'unknown'}`)]
    : [];
  return [...about, `path = ${py(from.name)}`];
}

/** Columns that Outcrop made, each with the area fraction top that it comes from: TBA = 2 AFT - 1. */
function asymmetries({ table, warnings }: DataResult): [name: string, from: string][] {
  const { columns } = table;
  return columns.flatMap((made, i): [string, string][] => {
    const from = i === 0 ? undefined : columns[i - 1];
    if (!from || !warnings.includes(`${made.name} = 2 ${from.name} - 1 added`)) return [];
    return [[made.name, from.name]];
  });
}
