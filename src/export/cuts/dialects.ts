import { Problem } from '../../core/problem.ts';
import { py, pyString } from '../python/literal.ts';
import type { CutColumns } from './cut-columns.ts';
import type { Dialect } from './print-test.ts';

const COMMON = {
  ...{ abs: 'abs', sqrt: 'sqrt', exp: 'exp', log: 'log', log10: 'log10', sin: 'sin', cos: 'cos', tan: 'tan' },
  ...{ floor: 'floor', ceil: 'ceil' },
}; // prettier-ignore
const ARCS = { asin: 'arcsin', acos: 'arccos', atan: 'arctan', atan2: 'arctan2' };

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;
const PYTHON_WORDS = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if ' +
    'import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

function refused(name: string, what: string, expected: string): Problem {
  return new Problem(
    'bad-parameter',
    `${JSON.stringify(name)} cannot be a name in ${what}; expected ${expected}`,
  );
}

/** DataFrame.query. Names that are no identifiers stand in backticks, as pandas 1.0 and later reads them. */
export function pandasDialect(columns: CutColumns): Dialect {
  const what = 'a pandas query';
  const quoted = (name: string): string => {
    if (IDENTIFIER.test(name) && !PYTHON_WORDS.has(name)) return name;
    if (/^[A-Za-z0-9_ .+\-*/%()<>=!&|~^,:]+$/.test(name) && /\S/.test(name) && name.trim() === name)
      return `\`${name}\``;
    throw refused(name, what, 'letters, digits, spaces and . + - * / % ( ) < > = ! & | ~ ^ , :');
  };
  return {
    name: what,
    ...{ and: ' & ', or: ' | ', not: '~' },
    // float32 would make pandas round the constants, and small integers overflow.
    column(name, bare) {
      const type = columns.get(name)?.type;
      const plain = type === 'float64' || (bare && type !== 'float32');
      return plain ? quoted(name) : `${quoted(name)}.astype("float64")`;
    },
    textColumn: quoted,
    present: (name) => `${quoted(name)}.notnull()`,
    literal: (text) => pyString(text),
    functions: { ...COMMON, ...ARCS },
    remainder() {
      // With numexpr, which pandas takes where it is installed, x % y is x - floor(x / y) * y, rounded.
      throw new Problem('bad-parameter', `${what} has no exact %; take the numpy mask`);
    },
    power: (left, right) => `(${left} ** ${right})`,
  };
}

const NUMEXPR_WORDS = new Set(
  (
    'where sin cos tan arcsin arccos arctan arctan2 sinh cosh tanh arcsinh arccosh arctanh log log1p log10 exp expm1 sqrt ' +
    'abs conj real imag complex contains floor ceil sum prod min max fmod ones_like'
  ).split(' '),
);

/** The selection_str of straxen's get_array and get_df, which numexpr evaluates. */
export function straxenDialect(columns: CutColumns): Dialect {
  const what = 'a straxen selection';
  const plain = (name: string): string => {
    if (IDENTIFIER.test(name) && !name.includes('__') && !PYTHON_WORDS.has(name) && !NUMEXPR_WORDS.has(name))
      return name;
    throw refused(
      name,
      what,
      'letters, digits and single _, beginning with a letter, and no function of numexpr',
    );
  };
  const noText = (name: string): never => {
    throw new Problem('bad-parameter', `${name} holds text, which ${what} cannot compare; expected numbers`);
  };
  return {
    name: what,
    ...{ and: ' & ', or: ' | ', not: '~' },
    // Two float32 columns would be reckoned with as float32, two integers divided as integers.
    column: (name, bare) =>
      bare || columns.get(name)?.type === 'float64' ? plain(name) : `(1.0 * ${plain(name)})`,
    textColumn: noText,
    present: noText,
    literal: () => noText('a text'),
    functions: { ...COMMON, ...ARCS },
    remainder: (left, right) => `fmod(${left}, ${right})`,
    power: (left, right) => `(${left} ** ${right})`,
  };
}

/** What TTreeFormula reads as something else. */
const ROOT_WORDS = new Set([
  ...Object.values(COMMON),
  ...[
    'pi',
    'e',
    'pow',
    'fmod',
    'atan2',
    'min',
    'max',
    'int',
    'rndm',
    'sq',
    'strstr',
    'Entry',
    'and',
    'or',
    'not',
  ],
]); // prettier-ignore

/** A selection of TTree::Draw: C++ over the values of leaves, which TTreeFormula takes as doubles. */
export function rootDialect(): Dialect {
  const what = 'a ROOT selection';
  const leaf = (name: string): string => {
    if (/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(name) && !ROOT_WORDS.has(name)) return name;
    throw refused(
      name,
      what,
      'letters, digits, _ and dots between names, and no function or constant of ROOT',
    );
  };
  return {
    name: what,
    ...{ and: ' && ', or: ' || ', not: '!' },
    column: leaf,
    textColumn: leaf,
    present: (name) => `${leaf(name)} != ""`,
    literal(text) {
      if (/^[ !#-[\]-~]*$/.test(text)) return `"${text}"`;
      throw new Problem(
        'bad-parameter',
        `invalid text in ${what}: ${JSON.stringify(text)}; expected plain ASCII`,
      );
    },
    functions: { ...COMMON, log2: 'TMath::Log2', asin: 'asin', acos: 'acos', atan: 'atan', atan2: 'atan2' },
    remainder: (left, right) => `fmod(${left}, ${right})`,
    power: (left, right) => `pow(${left}, ${right})`,
  };
}

/** numpy over arrays of the same names; `arrays` collects the lines that make them of a DataFrame or record array `t`. */
export function numpyDialect(columns: CutColumns): { dialect: Dialect; arrays: string[] } {
  const given = new Map<string, string>();
  const arrays: string[] = [];
  const array = (name: string): string => {
    const known = given.get(name);
    if (known !== undefined) return known;
    const own = IDENTIFIER.test(name) && !PYTHON_WORDS.has(name) && !['t', 'np', 'pd', 'mask'].includes(name);
    const local = own ? name : `column_${given.size + 1}`;
    given.set(name, local);
    const text = columns.get(name)?.type === 'text';
    arrays.push(`${local} = np.asarray(t[${py(name)}], dtype=${text ? 'object' : 'float'})`);
    return local;
  };
  const functions = Object.fromEntries(
    Object.entries({ ...COMMON, ...ARCS, log2: 'log2' }).map(([name, theirs]) => [name, `np.${theirs}`]),
  );
  const dialect: Dialect = {
    name: 'a numpy mask',
    ...{ and: ' & ', or: ' | ', not: '~' },
    column: array,
    textColumn: array,
    present: (name) => `pd.notna(${array(name)})`,
    literal: (text) => pyString(text),
    functions,
    remainder: (left, right) => `(${left} % ${right})`,
    power: (left, right) => `(${left} ** ${right})`,
  };
  return { dialect, arrays };
}
