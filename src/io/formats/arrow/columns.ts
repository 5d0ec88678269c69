import { type Batch, type DataType, type Field, TimeUnit, Type } from '@uwdata/flechette';
import type { Decoded, FillKind } from '../../column-filler.ts';
import type { ColumnInfo } from '../../format.ts';
import { columnTypeOf } from '../../stored-columns.ts';

/** A column of an Arrow table and how it is read. */
export interface ArrowColumn extends ColumnInfo {
  /** Its place among the fields of the schema. */
  place: number;
  unit: string | null;
  kind: FillKind;
}

type Reading = { kind: FillKind; unit: string | null } | { reason: string };

const TIME_UNITS: Record<number, string> = {
  [TimeUnit.SECOND]: 's',
  [TimeUnit.MILLISECOND]: 'ms',
  [TimeUnit.MICROSECOND]: 'us',
  [TimeUnit.NANOSECOND]: 'ns',
};

export function columnOfField({ name, type }: Field, place: number): ArrowColumn {
  const { values, element } = shapeOfType(type);
  const reading = readingOf(element, 0);
  const readable = 'kind' in reading;
  return {
    name,
    place,
    type: readable ? columnTypeOf(reading.kind) : 'float64',
    shape: values,
    bytes: null,
    refusal: readable ? null : reading.reason,
    unit: readable ? reading.unit : null,
    kind: readable ? reading.kind : { to: 'float64' },
  };
}

function shapeOfType(type: DataType): { values: ColumnInfo['shape']; element: DataType } {
  const children = 'children' in type ? (type.children as Field[]) : [];
  switch (type.typeId) {
    case Type.List:
    case Type.LargeList:
    case Type.ListView:
    case Type.LargeListView:
      return { values: { values: 'any', most: null }, element: children[0].type };
    case Type.FixedSizeList:
      return { values: { values: 'fixed', length: type.stride }, element: children[0].type };
    default:
      return { values: { values: 'one' }, element: type };
  }
}

const INTEGERS: Record<string, FillKind> = {
  'true 8': { to: 'int32' },
  'true 16': { to: 'int32' },
  'true 32': { to: 'int32' },
  'true 64': { to: 'int64', narrow: true },
  'false 8': { to: 'int32' },
  'false 16': { to: 'int32' },
  'false 32': { to: 'float64' },
  'false 64': { to: 'uint64' },
};

function readingOf(type: DataType, depth: number): Reading {
  switch (type.typeId) {
    case Type.Bool:
      return { kind: { to: 'boolean' }, unit: null };
    case Type.Int:
      return { kind: INTEGERS[`${type.signed} ${type.bitWidth}`], unit: null };
    case Type.Float:
      return { kind: { to: type.precision === 2 ? 'float64' : 'float32' }, unit: null };
    case Type.Decimal:
      return { kind: { to: 'float64' }, unit: null };
    case Type.Utf8:
    case Type.LargeUtf8:
    case Type.Utf8View:
      return { kind: { to: 'text' }, unit: null };
    case Type.Date:
      return type.unit === 0
        ? { kind: { to: 'int32' }, unit: 'd' }
        : { kind: { to: 'int64', narrow: false }, unit: 'ms' };
    case Type.Time:
      return type.bitWidth === 32
        ? { kind: { to: 'int32' }, unit: TIME_UNITS[type.unit] }
        : { kind: { to: 'int64', narrow: false }, unit: TIME_UNITS[type.unit] };
    case Type.Timestamp:
    case Type.Duration:
      return { kind: { to: 'int64', narrow: false }, unit: TIME_UNITS[type.unit] };
    case Type.Dictionary:
      return depth > 0 ? { reason: 'a dictionary of dictionaries' } : readingOf(type.dictionary, depth + 1);
    default:
      return { reason: `${nameOfType(type)}; expected numbers or text` };
  }
}

const NAMES: Partial<Record<number, string>> = {
  [Type.Null]: 'without any value',
  [Type.Binary]: 'binary',
  [Type.LargeBinary]: 'binary',
  [Type.BinaryView]: 'binary',
  [Type.FixedSizeBinary]: 'binary of fixed length',
  [Type.Struct]: 'structures',
  [Type.Map]: 'maps',
  [Type.Union]: 'of mixed types',
  [Type.Interval]: 'calendar intervals',
  [Type.RunEndEncoded]: 'run-end encoded',
  [Type.List]: 'lists of lists',
  [Type.LargeList]: 'lists of lists',
  [Type.FixedSizeList]: 'lists of lists',
};

function nameOfType({ typeId }: DataType): string {
  return NAMES[typeId] ?? `of Arrow type ${typeId}`;
}

/** The values of a batch as the filler takes them: its own array where that will do, null where missing. */
export function valuesOfBatch(batch: Batch<unknown>, column: ArrowColumn): Decoded {
  const { typeId } = batch.type;
  const direct =
    typeId === Type.Int ||
    typeId === Type.Time ||
    typeId === Type.Duration ||
    typeId === Type.Timestamp ||
    typeId === Type.Date ||
    (typeId === Type.Float && batch.type.precision !== 0);
  const raw = batch.values as unknown as ArrayLike<unknown> & { subarray(from: number, to: number): Decoded };
  if (direct && column.shape.values === 'one') {
    if (raw.length < batch.length) throw new RangeError(`${raw.length} values; expected ${batch.length}`);
    if (batch.nullCount === 0) return raw.subarray(0, batch.length);
    return Array.from({ length: batch.length }, (_, i) => (batch.isValid(i) ? raw[i] : null));
  }
  return Array.from({ length: batch.length }, (_, i) => batch.at(i));
}
