/** Three significant digits; powers of ten where the number is very large or very small; a dash for none. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return '–';
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-3)) return value.toExponential(1).replace('e+', 'e');
  return String(Number(value.toPrecision(3)));
}

export function formatCount(value: number): string {
  return value.toLocaleString('en');
}

/** A share from 0 to 1 in per cent. */
export function formatShare(share: number): string {
  if (Number.isNaN(share)) return '–';
  const percent = 100 * share;
  if (percent === 0 || percent === 100) return `${percent} %`;
  return `${percent < 10 ? percent.toPrecision(2) : percent.toFixed(1)} %`;
}

/** A signed score from -1 to 1. */
export function formatScore(score: number): string {
  if (Number.isNaN(score)) return '–';
  return `${score < 0 ? '−' : '+'}${Math.abs(score).toFixed(2)}`;
}
