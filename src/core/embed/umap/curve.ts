import { exp } from '../../math/exp.ts';
import { log } from '../../math/log.ts';
import { power, square } from '../../math/power.ts';
/** Strength of a bond at distance d in the plane: 1 / (1 + a d^(2 b)). */
export interface Curve {
  a: number;
  b: number;
}

const SAMPLES = 300;

/**
 * The curve nearest, in least squares over 300 distances from 0 to 3 spread, to 1 up to minDist and
 * exp(-(d - minDist) / spread) beyond: umap-learn's find_ab_params. Levenberg-Marquardt on ln a and ln b,
 * which keeps both positive.
 * @param spread > 0. @param minDist 0 to spread.
 */
export function fitCurve(spread: number, minDist: number): Curve {
  const distance = new Float64Array(SAMPLES);
  const target = new Float64Array(SAMPLES);
  for (let i = 0; i < SAMPLES; i++) {
    distance[i] = (3 * spread * i) / (SAMPLES - 1);
    target[i] = distance[i] < minDist ? 1 : exp(-(distance[i] - minDist) / spread);
  }
  const costOf = (p: number, q: number): number => {
    let sum = 0;
    for (let i = 1; i < SAMPLES; i++) {
      sum += square(1 / (1 + exp(p) * power(distance[i], 2 * exp(q))) - target[i]);
    }
    return sum;
  };
  let p = 0;
  let q = 0;
  let cost = costOf(p, q);
  let damping = 1e-3;
  for (let round = 0; round < 500; round++) {
    let pp = 0;
    let pq = 0;
    let qq = 0;
    let gp = 0;
    let gq = 0;
    for (let i = 1; i < SAMPLES; i++) {
      const part = exp(p) * power(distance[i], 2 * exp(q));
      const value = 1 / (1 + part);
      const slope = -part * value * value;
      const byP = slope;
      const byQ = slope * 2 * exp(q) * log(distance[i]);
      const miss = value - target[i];
      pp += byP * byP;
      pq += byP * byQ;
      qq += byQ * byQ;
      gp += byP * miss;
      gq += byQ * miss;
    }
    const dp = pp * (1 + damping);
    const dq = qq * (1 + damping);
    const determinant = dp * dq - pq * pq;
    const stepP = (-gp * dq + gq * pq) / determinant;
    const stepQ = (-gq * dp + gp * pq) / determinant;
    const next = costOf(p + stepP, q + stepQ);
    if (next < cost) {
      p += stepP;
      q += stepQ;
      const gain = cost - next;
      cost = next;
      damping = Math.max(1e-12, damping / 10);
      if (gain < 1e-15 * cost && Math.abs(stepP) + Math.abs(stepQ) < 1e-10) break;
    } else {
      damping *= 10;
      if (damping > 1e12) break;
    }
  }
  return { a: exp(p), b: exp(q) };
}
