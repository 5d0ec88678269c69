/** Parts of the metadata of Arrow's messages. All throw a RangeError where they would lie outside of it. */

/** Where the table lies that a field points at. */
export function tableAt(view: DataView, field: number): number {
  if (field === 0) throw new RangeError('a part is missing');
  return field + view.getInt32(field, true);
}

/**
 * Where the entries of the vector lie that a field points at, and how many; none where the field is left out. Throws a
 * RangeError where they would be more than the bytes behind it hold.
 * @param stride bytes of an entry
 */
export function vectorAt(view: DataView, field: number, stride: number): { at: number; count: number } {
  if (field === 0) return { at: 0, count: 0 };
  const vector = tableAt(view, field);
  const count = view.getUint32(vector, true);
  if (stride * count > view.byteLength - vector - 4) throw new RangeError(`a vector of ${count}`);
  return { at: vector + 4, count };
}

/** The structures of two 64-bit numbers of a vector: (length, nulls) of nodes, (offset, length) of buffers. */
export function pairsAt(view: DataView, field: number): [number, number][] {
  const { at, count } = vectorAt(view, field, 16);
  return Array.from({ length: count }, (_, i) => [
    Number(view.getBigInt64(at + 16 * i, true)),
    Number(view.getBigInt64(at + 8 + 16 * i, true)),
  ]);
}

/** Where field `slot` of the flatbuffer table at `table` lies; 0 where it is left out. */
export function fieldAt(view: DataView, table: number, slot: number): number {
  const vtable = table - view.getInt32(table, true);
  const size = view.getUint16(vtable, true);
  const offset = 4 + 2 * slot < size ? view.getUint16(vtable + 4 + 2 * slot, true) : 0;
  return offset === 0 ? 0 : table + offset;
}
