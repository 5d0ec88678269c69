import type { Share } from '../../core/cut/cut.ts';
import { count, percent } from '../../ui/numbers.ts';

/** `98.2 % [94.8, 99.6]`. */
export function shareText({ value, low, high, of }: Share): string {
  return of === 0 ? 'none' : `${percent(value)} [${points(low)}, ${points(high)}]`;
}

export function shareTitle({ count: some, of }: Share): string {
  return `${count(some)} of ${count(of)} events; 95 % Clopper-Pearson interval in brackets`;
}

function points(share: number): string {
  const value = share * 100;
  if (value === 0 || value === 100) return String(value);
  return value < 0.1
    ? value.toPrecision(1)
    : value < 10 || value > 99.5
      ? value.toFixed(2)
      : value.toFixed(1);
}
