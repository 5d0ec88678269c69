import type { Expression } from './expression.ts';

/** These give what they are given. */
const KEEPS_UNIT = new Set(['abs', 'min', 'max', 'hypot', 'floor', 'ceil', 'round', 'clip']);
const COMPARES = new Set(['comparison', 'logic', 'not']);

/**
 * The unit of a result where it is certain: that of a column, or of sums, extremes and the like over columns of one unit;
 * '' for truth values and for ratios of one unit, 'sigma' for residuals; else null. A factor may be a conversion, so a product has none.
 */
export function unitOf(
  node: Expression,
  unitOfColumn: (name: string) => string | null | undefined,
): string | null {
  const common = (parts: readonly Expression[]): string | null => {
    const units = new Set(parts.map((part) => unitOf(part, unitOfColumn)));
    const [only] = units;
    return units.size === 1 ? only : null;
  };
  if (COMPARES.has(node.type)) return '';
  switch (node.type) {
    case 'column':
      return unitOfColumn(node.name) ?? null;
    case 'negate':
      return unitOf(node.operand, unitOfColumn);
    case 'arithmetic': {
      const unit = common([node.left, node.right]);
      if (node.operator === '+' || node.operator === '-' || node.operator === '%') return unit;
      return node.operator === '/' && unit !== null ? '' : null;
    }
    case 'call':
      if (node.name === 'where') return common(node.arguments.slice(1));
      if (node.name === 'residual_sigma') return 'sigma';
      if (node.name === 'running_quantile') return common(node.arguments.slice(0, 1));
      if (node.name === 'ismissing' || node.name === 'isfinite') return '';
      return KEEPS_UNIT.has(node.name) ? common(node.arguments) : null;
    default:
      return null;
  }
}
