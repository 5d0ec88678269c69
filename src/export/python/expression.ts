import type { Expression } from '../../core/expression/expression.ts';
import { RUNNING_FUNCTIONS } from '../../core/expression/functions.ts';
import { py, pyNumber } from './literal.ts';

type Type = 'number' | 'truth' | 'text';

/** Helpers of expressions: missing is NaN in numbers, 0.5 in truth values (false 0, true 1), as Kleene counts. */
export const EXPRESSIONS = `def number(values):
    return np.asarray(values, dtype=float)


def defined(condition, values):
    return np.where(condition, values, np.nan)


def divide(a, b):
    return defined(number(b) != 0, np.divide(a, np.where(number(b) == 0, 1, b)))


def remainder(a, b):
    return defined(number(b) != 0, np.mod(a, np.where(number(b) == 0, 1, b)))


def power(a, b):
    a, b = np.broadcast_arrays(number(a), number(b))
    return defined(~np.isnan(a) & ~np.isnan(b) & ~((a == 0) & (b < 0)), np.power(a, b))


def logarithm(function, a):
    a = number(a)
    return defined(a > 0, function(np.where(a > 0, a, 1)))


def compare(operator, a, b):
    a, b = number(a), number(b)
    return np.where(np.isnan(a) | np.isnan(b), 0.5, operator(a, b))


def same_truth(a, b):
    return np.where((number(a) == 0.5) | (number(b) == 0.5), 0.5, number(a) == number(b))


def same_text(a, b):
    a, b = np.asarray(a, dtype=object), np.asarray(b, dtype=object)
    return np.where(pd.isna(a) | pd.isna(b), 0.5, (a == b).astype(float))


def choose(condition, a, b, missing):
    return np.where(number(condition) == 1, a, np.where(number(condition) == 0, b, missing))`;

/** Curves through all rows, as core/derived/running-curve.ts fits them. */
export const CURVES = `def running_nodes(y, x, share):
    """Nodes of the run's own curve of a quantile: bins of equally many rows, the outermost cut in two."""
    y, x = (np.array(values) for values in np.broadcast_arrays(number(y), number(x)))
    good = np.isfinite(y) & np.isfinite(x)
    y, x = y[good], x[good]
    if len(x) < 20:
        return None
    ordered, bins = np.sort(x), min(24, len(x) // 100)
    places = [0.25, *range(1, bins), bins - 0.25] if bins > 1 else []
    edges = np.unique([ordered[int(len(x) * place // bins)] for place in places])
    in_bin = np.searchsorted(edges[edges > ordered[0]], x, side="right")
    inside = [in_bin == number_of_bin for number_of_bin in np.unique(in_bin)]
    return np.array([np.median(x[rows]) for rows in inside]), np.array([np.quantile(y[rows], share) for rows in inside])


def curve_at(nodes, x):
    x = number(x)
    return defined(np.isfinite(x), np.interp(x, *nodes))


def running_quantile(y, x, share):
    nodes = running_nodes(y, x, share)
    return defined(False, x) if nodes is None else curve_at(nodes, x)


def residual_sigma(y, x, by=None):
    """From the run's own median of y along x, in robust standard deviations along by."""
    by = x if by is None else by
    center = running_nodes(y, x, 0.5)
    if center is None:
        return defined(False, x)
    distance = number(y) - curve_at(center, x)
    spread = running_nodes(np.abs(distance), by, 0.5)
    if spread is None:
        return defined(False, x)
    common = np.median(np.abs(distance)[np.isfinite(distance) & np.isfinite(number(by))])
    if not common > 0:
        return defined(False, x)
    places, values = spread
    return distance / curve_at((places, np.where(values > 0, values, common) / 0.6744897501960817), by)`;

const DIRECT: Record<string, string> = {
  ...{
    abs: 'abs',
    sqrt: 'sqrt',
    exp: 'exp',
    sin: 'sin',
    cos: 'cos',
    tan: 'tan',
    asin: 'arcsin',
    acos: 'arccos',
  },
  ...{ atan: 'arctan', atan2: 'arctan2', floor: 'floor', ceil: 'ceil', round: 'round', sign: 'sign' },
};
const FOLDED: Record<string, string> = { hypot: 'hypot', min: 'minimum', max: 'maximum' };
const LOGARITHMS: Record<string, string> = { log: 'log', ln: 'log', log2: 'log2', log10: 'log10' };
const COMPARISONS: Record<string, string> = {
  ...{
    '<': 'less',
    '<=': 'less_equal',
    '>': 'greater',
    '>=': 'greater_equal',
    '==': 'equal',
    '!=': 'not_equal',
  },
};

const CONSTANTS = {
  pi: { text: 'np.pi', type: 'number' },
  inf: { text: 'np.inf', type: 'number' },
  missing: { text: 'np.nan', type: 'number' },
  true: { text: '1.0', type: 'truth' },
  false: { text: '0.0', type: 'truth' },
} as const;

/**
 * An expression over a DataFrame named `t`, as numpy; a truth value comes as 0, 0.5 or 1.
 * @param isText whether a column holds text.
 */
export function pyExpression(
  node: Expression,
  isText: (column: string) => boolean,
): { text: string; type: Type } {
  const visit = (part: Expression): { text: string; type: Type } => pyExpression(part, isText);
  const text = (part: Expression): string => visit(part).text;
  switch (node.type) {
    case 'number':
      return { text: pyNumber(node.value), type: 'number' };
    case 'text':
      return { text: py(node.value), type: 'text' };
    case 'constant':
      return CONSTANTS[node.name];
    case 'column':
      return isText(node.name)
        ? { text: `t[${py(node.name)}]`, type: 'text' }
        : { text: `number(t[${py(node.name)}])`, type: 'number' };
    case 'negate':
      return { text: `(-${text(node.operand)})`, type: 'number' };
    case 'not':
      return { text: `(1 - ${text(node.operand)})`, type: 'truth' };
    case 'arithmetic': {
      const [left, right] = [text(node.left), text(node.right)];
      const name = { '/': 'divide', '%': 'remainder', '^': 'power', '+': '', '-': '', '*': '' }[
        node.operator
      ];
      return {
        text: name ? `${name}(${left}, ${right})` : `(${left} ${node.operator} ${right})`,
        type: 'number',
      };
    }
    case 'logic':
      return {
        text: `np.${node.operator === '&&' ? 'minimum' : 'maximum'}(${text(node.left)}, ${text(node.right)})`,
        type: 'truth',
      };
    case 'comparison': {
      const [left, right] = [visit(node.left), visit(node.right)];
      if (left.type === 'number') {
        return {
          text: `compare(np.${COMPARISONS[node.operator]}, ${left.text}, ${right.text})`,
          type: 'truth',
        };
      }
      const same = `${left.type === 'text' ? 'same_text' : 'same_truth'}(${left.text}, ${right.text})`;
      return { text: node.operator === '==' ? same : `(1 - ${same})`, type: 'truth' };
    }
    case 'call':
      return call(node.name, node.arguments.map(visit));
  }
}

function call(name: string, given: { text: string; type: Type }[]): { text: string; type: Type } {
  const texts = given.map(({ text }) => text);
  if (name === 'where') {
    const { type } = given[1];
    return { text: `choose(${texts.join(', ')}, ${type === 'truth' ? '0.5' : 'np.nan'})`, type };
  }
  if (name === 'ismissing') {
    if (given[0].type === 'truth')
      return { text: `(number(${texts[0]}) == 0.5).astype(float)`, type: 'truth' };
    return { text: `number(pd.isna(${texts[0]}))`, type: 'truth' };
  }
  if (name === 'isfinite') {
    return { text: `np.where(np.isnan(${texts[0]}), 0.5, np.isfinite(${texts[0]}))`, type: 'truth' };
  }
  if (RUNNING_FUNCTIONS.has(name)) return { text: `${name}(${texts.join(', ')})`, type: 'number' };
  if (name === 'clip')
    return { text: `np.minimum(np.maximum(${texts[0]}, ${texts[1]}), ${texts[2]})`, type: 'number' };
  if (Object.hasOwn(LOGARITHMS, name))
    return { text: `logarithm(np.${LOGARITHMS[name]}, ${texts[0]})`, type: 'number' };
  if (Object.hasOwn(FOLDED, name)) {
    return { text: texts.reduce((all, one) => `np.${FOLDED[name]}(${all}, ${one})`), type: 'number' };
  }
  return { text: `np.${DIRECT[name]}(${texts.join(', ')})`, type: 'number' };
}
