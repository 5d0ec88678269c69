import type { Decoded } from '../../column-filler.ts';
import { refusedColumn, type StoredColumn, shapeOf, storedColumn } from '../../stored-columns.ts';
import type { Strided } from '../../stored-type.ts';
import { refusalOf } from './bands.ts';
import type { Dataset } from './dataset.ts';
import type { Datatype } from './datatype.ts';
import type { GlobalHeap } from './global-heap.ts';

/** The columns of a dataset whose first dimension counts rows: one a member of a compound, else one. */
export function columnsOfDataset(dataset: Dataset, name: string, heap: GlobalHeap): StoredColumn[] {
  const refusal = refusalOf(dataset);
  const lengths = (dataset.shape ?? []).slice(1);
  const columns = columnsOfType(dataset.type, name, lengths, 0, null, heap);
  return refusal === null ? columns : columns.map((column) => refusedColumn(column.name, refusal));
}

/** `step`: bytes between the values of an array, where they do not lie side by side. */
function columnsOfType(
  type: Datatype,
  name: string,
  lengths: number[],
  offset: number,
  step: number | null,
  heap: GlobalHeap,
): StoredColumn[] {
  switch (type.class) {
    case 'stored':
      return [storedColumn(name, type.type, step ?? type.size, lengths, { offset })];
    case 'vlen':
      if (!type.text) return [refusedColumn(name, 'lists of varying length; expected one value a row')];
      return [heapColumn(name, lengths, offset, step ?? type.size, heap)];
    case 'array':
      if (step !== null && lengths.length > 0)
        return [
          refusedColumn(name, 'arrays within arrays of structures; expected one value or one array a row'),
        ];
      return columnsOfType(type.base, name, [...lengths, ...type.shape], offset, step, heap);
    case 'compound': {
      // Structures in an array have their members apart by a whole structure.
      const apart = lengths.length > 0 ? type.size : null;
      if (apart !== null && step !== null)
        return [refusedColumn(name, 'structures within structures in an array')];
      const prefix = name === '' ? '' : `${name}.`;
      return type.members.flatMap((member) =>
        columnsOfType(
          member.type,
          `${prefix}${member.name}`,
          lengths,
          offset + member.offset,
          apart ?? step,
          heap,
        ),
      );
    }
    case 'unread':
      return [refusedColumn(name, `${type.reason}; expected numbers or text`)];
  }
}

function heapColumn(
  name: string,
  lengths: number[],
  offset: number,
  step: number,
  heap: GlobalHeap,
): StoredColumn {
  return {
    name,
    type: 'text',
    shape: shapeOf(lengths),
    bytes: null,
    refusal: null,
    unit: null,
    kind: { to: 'text' },
    offset,
    step,
    decode: ({ bytes, offset: from, stride, count }: Strided): Promise<Decoded> =>
      heap.texts(bytes, from, stride, count),
  };
}
