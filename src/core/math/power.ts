import { exp } from './exp.ts';
import { log } from './log.ts';

/** base^exponent for base >= 0, to a relative error of |exponent ln base| 2e-16; see exp.ts for why not `**`. */
export function power(base: number, exponent: number): number {
  return exponent === 0 ? 1 : exp(exponent * log(base));
}

/** x * x; `x ** 2` may be an engine's power, which need not round as a product does. */
export function square(x: number): number {
  return x * x;
}

/** sqrt(x^2 + y^2), of numbers whose squares stay in range. */
export function hypotenuse(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}
