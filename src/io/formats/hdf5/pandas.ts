import type { StoredColumn } from '../../stored-columns.ts';
import type { Dataset } from './dataset.ts';
import type { Group } from './objects.ts';

/**
 * The table of a group that pandas wrote with format="table": its columns come in blocks of one type, whose names stand in
 * attributes as lists in Python's text pickle. Null where the group is none.
 */
export function pandasTable(group: Group): Dataset | null {
  if (group.attributes.get('pandas_type') !== 'frame_table') return null;
  return group.datasets.find(({ path }) => path.endsWith('/table')) ?? null;
}

/** The names in a list that Python's pickle wrote as text (protocol 0); null where it is none. Nothing is run. */
export function namesInPickle(text: string | number | undefined): string[] | null {
  if (typeof text !== 'string' || !text.startsWith('(lp')) return null;
  return Array.from(text.matchAll(/(?:^|\n|a|\()V([^\n]*)\n/g), ([, name]) =>
    name.replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  );
}

/** The columns of pandas' table by the names the user gave them, in the order of the frame. */
export function pandasColumns(
  columns: StoredColumn[],
  group: Group,
  attributes: Map<string, string | number>,
): StoredColumn[] {
  const named = columns.flatMap((column) => {
    const names = namesInPickle(attributes.get(`${column.name}_kind`));
    if (!column.name.startsWith('values_block_') || names === null) return [column];
    const length = column.shape.values === 'fixed' ? column.shape.length : 1;
    if (names.length !== length) return [column];
    return names.map((name, i) =>
      textMissing(
        {
          ...column,
          name,
          shape: { values: 'one' as const },
          offset: column.offset + i * column.step,
        },
        group,
      ),
    );
  });
  const axes = namesInPickle(group.attributes.get('non_index_axes'));
  if (axes === null) return named;
  const rank = new Map(axes.map((name, i) => [name, i]));
  return [...named].sort((a, b) => (rank.get(a.name) ?? -1) - (rank.get(b.name) ?? -1));
}

/** pandas writes a missing text as a word, `nan` unless told otherwise. */
function textMissing(column: StoredColumn, group: Group): StoredColumn {
  if (column.kind.to !== 'text') return column;
  const word = group.attributes.get('nan_rep') ?? 'nan';
  return {
    ...column,
    decode: async (place) =>
      Array.from(await column.decode(place), (value) => (value === word ? null : value)),
  };
}
