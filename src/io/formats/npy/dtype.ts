import type { StoredType } from '../../stored-type.ts';
import type { Literal } from './literal.ts';

/** A part of each element of an array: the element itself (name '') or a field of a structured one. */
export interface Field {
  name: string;
  /** Of the field within the element, bytes. */
  offset: number;
  /** Null where it cannot be read, for the reason beside it. */
  type: StoredType | null;
  reason: string;
  unit: string | null;
  /** Of an array in the field; [] for one value. */
  shape: number[];
}

export interface Dtype {
  /** Bytes of an element. */
  size: number;
  fields: Field[];
}

const LARGEST = 2 ** 31;

/** The fields of a NumPy dtype, as the `descr` of a header writes it. Throws a SyntaxError where it is none. */
export function parseDtype(descr: Literal): Dtype {
  if (typeof descr === 'string') return plainDtype(descr);
  if (Array.isArray(descr)) return structuredDtype(descr);
  throw new SyntaxError(`the dtype is ${JSON.stringify(descr)}; expected text or a list of fields`);
}

/** True where values are Python objects, which are stored as a pickle: code, not data. */
export function holdsObjects(dtype: Dtype): boolean {
  return dtype.fields.some(({ reason }) => reason === OBJECTS);
}

const OBJECTS = 'Python objects (a pickle)';

function structuredDtype(list: Literal[]): Dtype {
  const fields: Field[] = [];
  let offset = 0;
  for (const entry of list) {
    if (!Array.isArray(entry) || entry.length < 2 || entry.length > 3)
      throw new SyntaxError(
        `field ${JSON.stringify(entry)} of the dtype; expected (name, type) or with shape`,
      );
    const [names, descr, dimensions] = entry;
    // A field may have a title: (title, name).
    const name = Array.isArray(names) ? names[1] : names;
    if (typeof name !== 'string') throw new SyntaxError('a field of the dtype without a name');
    const shape = dimensions === undefined ? [] : parseShape(dimensions);
    const inner = parseDtype(descr);
    const count = shape.reduce((product, length) => product * length, 1);
    const padding = name === '' && inner.fields[0].type === null;
    for (const part of padding ? [] : inner.fields) {
      const nested = part.name === '' ? name : `${name}.${part.name}`;
      const array = shape.length > 0 && part.name !== '';
      fields.push({
        ...part,
        name: nested,
        offset: offset + part.offset,
        shape: [...shape, ...part.shape],
        type: array ? null : part.type,
        reason: array ? 'an array of structures' : part.reason,
      });
    }
    offset += inner.size * count;
    if (offset > LARGEST) throw new SyntaxError(`elements of ${offset} bytes; expected less than ${LARGEST}`);
  }
  if (fields.length === 0) throw new SyntaxError('a dtype without fields');
  return { size: offset, fields };
}

export function parseShape(value: Literal): number[] {
  const list = typeof value === 'number' ? [value] : value;
  if (!Array.isArray(list) || !list.every((length) => Number.isSafeInteger(length) && Number(length) >= 0))
    throw new SyntaxError('a shape that is no list of lengths');
  return list as number[];
}

const TIME_UNITS: Record<string, string> = { ns: 'ns', us: 'us', ms: 'ms', s: 's', m: 'min', h: 'h', D: 'd' };

function plainDtype(text: string): Dtype {
  const match = /^([<>|=]?)([a-zA-Z])(\d*)(?:\[(\d*)([a-zA-Z]+)\])?$/.exec(text);
  if (!match) throw new SyntaxError(`dtype ${JSON.stringify(text.slice(0, 40))}; expected one such as "<f8"`);
  const [, order, kind, digits, multiple, timeUnit] = match;
  const little = order !== '>';
  const size = digits === '' ? 1 : Number(digits);
  const one = (type: StoredType | null, bytes: number, reason = '', unit: string | null = null): Dtype => ({
    size: bytes,
    fields: [{ name: '', offset: 0, type, reason, unit, shape: [] }],
  });
  if (size > LARGEST) throw new SyntaxError(`dtype ${text}: more than ${LARGEST} bytes`);
  switch (kind) {
    case 'b':
    case '?':
      return one({ class: 'boolean' }, 1);
    case 'i':
    case 'u':
      if (size !== 1 && size !== 2 && size !== 4 && size !== 8) break;
      return one({ class: 'integer', size, signed: kind === 'i', little }, size);
    case 'f':
      if (size !== 2 && size !== 4 && size !== 8) return one(null, size, `floats of ${8 * size} bits`);
      return one({ class: 'float', size, little }, size);
    case 'c':
      return one(null, size, 'complex numbers');
    case 'S':
    case 'a':
      return one({ class: 'text', size: Number(digits), encoding: 'utf8', little }, Number(digits));
    case 'U': {
      const bytes = 4 * Number(digits);
      return one({ class: 'text', size: bytes, encoding: 'ucs4', little }, bytes);
    }
    case 'M':
    case 'm': {
      const unit = timeUnit === undefined ? null : (TIME_UNITS[timeUnit] ?? null);
      if (unit === null || (multiple !== '' && multiple !== '1'))
        return one(null, 8, `times in units of ${multiple ?? ''}${timeUnit ?? 'no name'}`);
      return one({ class: 'integer', size: 8, signed: true, little, time: true }, 8, '', unit);
    }
    case 'O':
      return one(null, 8, OBJECTS);
    case 'V':
      return one(null, Number(digits), 'raw bytes');
  }
  throw new SyntaxError(`dtype ${text} is not known`);
}
