/** How numbers are written for people, in one place. */
import { once } from '../core/once.ts';

// Each is made once, since toLocaleString with options makes one each time, which takes twenty times as long as the
// rest; and not before a number is shown, since the first one of a page takes 10 ms.
const counts = once(() => new Intl.NumberFormat('en'));
const decimals = once(() => new Intl.NumberFormat('en', { maximumFractionDigits: 6 }));

export function count(value: number): string {
  return counts().format(value);
}

export function percent(share: number): string {
  if (!Number.isFinite(share)) return '';
  const value = share * 100;
  if (value === 0 || value >= 99.95) return `${Math.round(value)} %`;
  return `${value.toPrecision(value < 0.1 ? 1 : value < 10 ? 2 : 3)} %`;
}

/** Four significant digits, no exponent where it can be avoided; an empty string for NaN. */
export function measured(value: number): string {
  if (Number.isNaN(value)) return '';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e7 || size < 1e-3)) return value.toExponential(2).replace('-', '−');
  return decimals()
    .format(Number(value.toPrecision(4)))
    .replace('-', '−');
}

export function signed(value: number, digits = 2): string {
  const text = Math.abs(value).toFixed(digits);
  return Number(text) === 0 ? text : `${value > 0 ? '+' : '−'}${text}`;
}

export function duration(ms: number): string {
  if (ms < 1000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 60_000) return `${Math.round(ms / 1000)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

export function bytes(size: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  let value = size;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? value : value.toPrecision(3)} ${units[unit]}`;
}
