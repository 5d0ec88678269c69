import { printColumn } from '../expression/print.ts';
import type { BoundPart, CutAxis, CutPart, LinePart } from './cut.ts';

/**
 * The expression of parts that must all hold: `s1_tba > 0.1 && log10(s2_area) < 4 - 2 * s2_tba`. Two bounds that hold a
 * quantity between them are written as one chain, `0.1 < s1_tba < 0.7`. No part at all is `true`.
 */
export function textOfParts(parts: readonly CutPart[]): string {
  const texts: string[] = [];
  const taken = new Set<CutPart>();
  for (const part of parts) {
    if (taken.has(part)) continue;
    if (part.type === 'line') {
      texts.push(textOfLine(part));
      continue;
    }
    const other = parts.find(
      (p): p is BoundPart =>
        p !== part &&
        !taken.has(p) &&
        p.type === 'bound' &&
        p.column === part.column &&
        isLower(p) !== isLower(part),
    );
    if (other === undefined) texts.push(`${printColumn(part.column)} ${part.operator} ${part.value}`);
    else {
      taken.add(other);
      const [lower, upper] = isLower(part) ? [part, other] : [other, part];
      texts.push(
        `${lower.value} ${turned(lower.operator)} ${printColumn(part.column)} ${upper.operator} ${upper.value}`,
      );
    }
  }
  return texts.length === 0 ? 'true' : texts.join(' && ');
}

/** True for a bound that holds a quantity from below. */
export function isLower({ operator }: { operator: CutPart['operator'] }): boolean {
  return operator === '>' || operator === '>=';
}

/** An axis as expressions and physicists write it. */
export function textOfAxis({ column, log }: CutAxis): string {
  return log ? `log10(${printColumn(column)})` : printColumn(column);
}

function textOfLine({ left, operator, intercept, slope, right }: LinePart): string {
  const size = Math.abs(slope);
  const factor = size === 1 ? textOfAxis(right) : `${size} * ${textOfAxis(right)}`;
  const sum =
    intercept === 0 ? `${slope < 0 ? '-' : ''}${factor}` : `${intercept} ${slope < 0 ? '-' : '+'} ${factor}`;
  return `${textOfAxis(left)} ${operator} ${sum}`;
}

const TURNED = { '>': '<', '>=': '<=', '<': '>', '<=': '>=' } as const;

/** The same comparison read from the other side. */
export function turned(operator: CutPart['operator']): CutPart['operator'] {
  return TURNED[operator];
}
