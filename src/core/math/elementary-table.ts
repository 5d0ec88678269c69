import { inTwo, lnOfRatio, squareRoot } from './fixed-point.ts';

/** Places in the table: for each base the logarithm of 2 in two parts, and its factor from ln in two parts and as a whole. */
export const LN = 0;
export const LOG2 = 5;
export const LOG10 = 10;
/** 64 / ln 2, ln 2 / 64 in two parts, ln 2. */
export const EXP = 15;
/** For each 128th from FIRST on an inverse c of few bits, and -ln c, -log2 c, -log10 c in two parts each. */
export const INVERSES = 19;
export const INVERSE_SIZE = 7;
export const FIRST = 90;
const LAST = 182;
/** For each j below 64 the power 2^(j / 64) in two parts. */
export const FRACTIONS = INVERSES + INVERSE_SIZE * (LAST - FIRST + 1);
const STEPS = 64;

const BITS = 128n;
const ONE = 1n << BITS;
/** So many that the sum of a multiple of ln 2 and an entry is exact. */
const PLACES = 42n;
const INVERSE_DENOMINATOR = 512;

/** What logarithm.ts and exponential.ts look up, in one array, so that a kernel can have a copy of it. */
export const ELEMENTARY_TABLE = makeTable();

function makeTable(): Float64Array {
  const table = new Float64Array(FRACTIONS + 2 * STEPS);
  const ln2 = lnOfRatio(4n, 3n, BITS) + lnOfRatio(3n, 2n, BITS);
  const ln10 = 3n * ln2 + lnOfRatio(5n, 4n, BITS);
  const factors = [ONE, (ONE * ONE) / ln2, (ONE * ONE) / ln10];
  for (const [b, factor] of factors.entries()) {
    const [high, low] = inTwo(factor, BITS, 22n);
    table.set([...inTwo((ln2 * factor) >> BITS, BITS, PLACES), high, low, high + low], 5 * b);
  }
  table.set([STEPS / Math.LN2, ...inTwo(ln2 >> 6n, BITS, PLACES), Math.LN2], EXP);
  for (let i = FIRST; i <= LAST; i++) {
    const inverse = Math.round((128 / i) * INVERSE_DENOMINATOR);
    const ln = -lnOfRatio(BigInt(inverse), BigInt(INVERSE_DENOMINATOR), BITS);
    const logs = factors.flatMap((factor) => inTwo((ln * factor) >> BITS, BITS, PLACES));
    table.set([inverse / INVERSE_DENOMINATOR, ...logs], INVERSES + INVERSE_SIZE * (i - FIRST));
  }
  // 2^(1 / 2), 2^(1 / 4) ... 2^(1 / 64): each power is a product of some of them.
  const roots = [squareRoot(2n * ONE, BITS)];
  while (2 ** roots.length < STEPS) roots.push(squareRoot(roots[roots.length - 1], BITS));
  for (let j = 0; j < STEPS; j++) {
    let value = ONE;
    for (const [i, root] of roots.entries()) {
      if ((j & (STEPS >> (i + 1))) !== 0) value = (value * root) >> BITS;
    }
    table.set(inTwo(value, BITS, 52n), FRACTIONS + 2 * j);
  }
  return table;
}
