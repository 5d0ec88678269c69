import type { SchemaElement, SchemaTree } from 'hyparquet';
import type { FillKind } from '../../column-filler.ts';

/** How the values of a Parquet column become a column of ours. */
export type ColumnKind = (FillKind & { unit: string | null }) | { to: 'skip'; reason: string };

const TIME_UNITS = { MILLIS: 'ms', MICROS: 'us', NANOS: 'ns' } as const;

export function columnKind(node: SchemaTree): ColumnKind {
  const item = listItem(node);
  if (item !== null) {
    const kind = item.children.length > 0 ? nested(item) : valueKind(item);
    return kind.to === 'skip' ? { to: 'skip', reason: `lists, each value ${kind.reason}` } : kind;
  }
  return node.children.length > 0 ? nested(node) : valueKind(node);
}

/** What the lists of a column hold: the repeated value itself, or the one inside it; null where it holds no lists. */
export function listItem(node: SchemaTree): SchemaTree | null {
  const { element, children } = node;
  if (element.repetition_type === 'REPEATED') return children.length === 0 ? node : null;
  const isList = element.converted_type === 'LIST' || element.logical_type?.type === 'LIST';
  const [repeated] = children;
  if (!isList || children.length !== 1 || repeated.element.repetition_type !== 'REPEATED') return null;
  return repeated.children.length === 1 ? repeated.children[0] : null;
}

function nested({ element, children }: SchemaTree): ColumnKind {
  const told = element.converted_type ?? element.logical_type?.type;
  const what =
    told === 'MAP' || told === 'MAP_KEY_VALUE'
      ? 'a map'
      : told === 'LIST'
        ? 'a list'
        : `a structure (${children
            .map((child) => child.element.name)
            .slice(0, 5)
            .join(', ')}${children.length > 5 ? ' …' : ''})`;
  return { to: 'skip', reason: `${what}; expected numbers or text` };
}

function valueKind({ element }: SchemaTree): ColumnKind {
  const { logical_type: logical, converted_type: converted } = element;
  if (logical?.type === 'DECIMAL') return { to: 'decimal', unit: null, scale: logical.scale };
  if (converted === 'DECIMAL') return { to: 'decimal', unit: null, scale: element.scale ?? 0 };
  switch (element.type) {
    case 'BOOLEAN':
      return { to: 'boolean', unit: null };
    case 'FLOAT':
      return { to: 'float32', unit: null };
    case 'DOUBLE':
      return { to: 'float64', unit: null };
    case 'INT32':
      return int32Kind(element);
    case 'INT64':
      return int64Kind(element);
    case 'INT96':
      return { to: 'int64', unit: 'ns', narrow: false };
    case 'BYTE_ARRAY':
      return converted === 'BSON' || logical?.type === 'GEOMETRY' || logical?.type === 'GEOGRAPHY'
        ? { to: 'skip', reason: `binary (${converted ?? logical?.type}); expected numbers or text` }
        : { to: 'text', unit: null };
    case 'FIXED_LEN_BYTE_ARRAY':
      if (logical?.type === 'FLOAT16') return { to: 'float32', unit: null };
      if (logical?.type === 'UUID') return { to: 'text', unit: null };
      return { to: 'skip', reason: 'binary of fixed length; expected numbers or text' };
    default:
      return { to: 'skip', reason: `of unknown type ${String(element.type)}` };
  }
}

function int32Kind({ logical_type: logical, converted_type: converted }: SchemaElement): ColumnKind {
  if (logical?.type === 'DATE' || converted === 'DATE') return { to: 'int32', unit: 'd' };
  if (logical?.type === 'TIME' || converted === 'TIME_MILLIS') return { to: 'int32', unit: 'ms' };
  const unsigned =
    converted === 'UINT_32' || (logical?.type === 'INTEGER' && !logical.isSigned && logical.bitWidth === 32);
  return { to: unsigned ? 'float64' : 'int32', unit: null };
}

function int64Kind({ logical_type: logical, converted_type: converted }: SchemaElement): ColumnKind {
  if (logical?.type === 'TIMESTAMP' || logical?.type === 'TIME') {
    return { to: 'int64', unit: TIME_UNITS[logical.unit], narrow: false };
  }
  if (converted === 'TIMESTAMP_MILLIS') return { to: 'int64', unit: 'ms', narrow: false };
  if (converted === 'TIMESTAMP_MICROS' || converted === 'TIME_MICROS')
    return { to: 'int64', unit: 'us', narrow: false };
  if (converted === 'UINT_64' || (logical?.type === 'INTEGER' && !logical.isSigned))
    return { to: 'uint64', unit: null };
  return { to: 'int64', unit: null, narrow: true };
}

/** The schema with decimals stripped of their meaning, so that they are decoded as the integers they are. */
export function withoutDecimals(element: SchemaElement): SchemaElement {
  if (element.converted_type !== 'DECIMAL' && element.logical_type?.type !== 'DECIMAL') return element;
  return { ...element, converted_type: undefined, logical_type: undefined };
}
