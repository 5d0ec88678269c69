import type { DataResult } from '../../cells/data/compute.ts';
import { type DataParams, noOverrides } from '../../cells/data/params.ts';
import { describeSource, isOpened } from '../../cells/data/source.ts';
import { Problem } from '../../core/problem.ts';
import { type AsymmetrySource, asymmetrySource } from '../../core/rq/asymmetry-note.ts';
import { digestName } from '../../io/digest-name.ts';
import type { CellDocument } from '../../notebook/document.ts';
import { fileStem } from '../../ui/file-stem.ts';
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
  const exported = needsExport(params, result);
  const several = params.source.type === 'files' && !exported;
  // The last column of what was read, which tells the file of each row.
  const from = several ? fileColumn(result) : null;
  const names = table.columns.map(({ name }) => name).filter((name) => !derived.has(name) && name !== from);
  const sentinels = proposals.filter(({ column, sentinels }) => sentinels.length > 0 && !derived.has(column));
  const quantities = proposals
    .filter(({ role, column }) => {
      const found = table.columns.find(({ name }) => name === column);
      return (role === 'feature' || role === 'position') && found && found.type !== 'text';
    })
    .map(({ column }) => column);
  const id = py(cell.id);
  const lines = [
    ...(exported ? exportedLines(params) : sourceLines(source, cell, params)),
    `names = ${py(names)}`,
    `tables[${id}] = ${reading(exported ? noOverrides : params, from)}`,
  ];
  if (sentinels.length > 0) {
    const values = Object.fromEntries(sentinels.map(({ column, sentinels }) => [column, sentinels]));
    lines.push(`mask_sentinels(tables[${id}], ${py(values)})`);
  }
  for (const [name, from] of asymmetries(result)) {
    const [top, bottom] = [from.top, from.bottom].map((column) => `tables[${id}][${py(column)}]`);
    const made = from.bottom === null ? `2 * ${top} - 1` : `asymmetry(${top}, ${bottom})`;
    lines.push(`tables[${id}][${py(name)}] = ${made}`);
  }
  lines.push(
    `readable[${id}] = tables[${id}]`,
    `features[${id}] = ${py(features.map(({ column, transform }) => [column, transform]))}`,
    `quantities[${id}] = ${py(quantities)}`,
    `print(len(tables[${id}]), "events")`,
  );
  return lines.join('\n');
}

/** Whether pandas alone does not read what Outcrop read: other formats, one table of several, parts of lists, samples. */
function needsExport({ source }: DataParams, { source: read }: DataResult): boolean {
  if (!isOpened(source)) return false;
  const { tables = null, rows = null, arrays = {} } = source.pick ?? {};
  const formats = read.format.split(', ');
  return (
    formats.some((format) => format !== 'csv' && format !== 'parquet') ||
    tables !== null ||
    rows?.type === 'sample' ||
    Object.keys(arrays).length > 0
  );
}

function exportedLines({ source }: DataParams): string[] {
  const label = describeSource(source);
  const path = `${fileStem(label)}.parquet`;
  return [
    pyComment(`Outcrop read ${label}.`),
    '# pandas alone does not read it like that: take Export events in Outcrop, all rows and columns as Parquet, named',
    `path = ${py(path)}`,
  ];
}

function reading({ header, delimiter, source }: DataParams, fileColumn: string | null): string {
  const rows = isOpened(source) && source.pick?.rows?.type === 'range' ? source.pick.rows : null;
  const slice = rows ? `, rows=slice(${rows.first}, ${rows.end})` : '';
  const options = `header=${py(header)}, delimiter=${py(delimiter)}${slice}`;
  if (fileColumn === null) return `read_table(path, names, ${options})`;
  return `read_tables(paths, names, ${py(fileColumn)}, ${options})`;
}

/** What joining calls the column of files: `file`, or another name where that is taken. */
function fileColumn({ table, source }: DataResult): string | null {
  const first = source.files?.[0].name;
  const column = table.columns.findLast(
    ({ name, ...column }) =>
      /^file(_\d+)?$/.test(name) && column.type === 'text' && column.levels[0] === first,
  );
  return column?.name ?? null;
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
  if (from.type === 'files') {
    const files = freshResult<DataResult>(source, cell.id)?.source.files ?? [];
    const lines = files.map(
      ({ name, bytes, rows, sha256 }) =>
        `    ${py(name)},  ${pyComment(`${bytes} bytes, ${rows} rows, ${digestName(bytes, name)} ${sha256}`)}`,
    );
    return ['paths = [', ...lines, ']'];
  }
  const data = Object.hasOwn(source.records, cell.id) ? source.records[cell.id].data : null;
  const about = data
    ? [
        pyComment(
          `${data.bytes} bytes, ${data.rows} rows, ${digestName(data.bytes, from.name)} ${data.sha256 || 'unknown'}`,
        ),
      ]
    : [];
  return [...about, `path = ${py(from.name)}`];
}

/** Columns that Outcrop made, each with what it was made of. */
function asymmetries({ table, warnings }: DataResult): [name: string, from: AsymmetrySource][] {
  return table.columns.flatMap((made, i): [string, AsymmetrySource][] => {
    const from = asymmetrySource(made.name, table.columns[i - 1]?.name, warnings);
    return from === null ? [] : [[made.name, from]];
  });
}
