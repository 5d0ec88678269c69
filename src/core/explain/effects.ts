import { shareDifferenceInterval } from '../stats/binomial-interval.ts';
import { andNotBits, type Bits, countBits, notBits } from '../table/bits.ts';
import { aucInterval, separate } from './auc.ts';
import type { Effect, EffectList } from './effect.ts';
import { countPresent, type RankedColumn } from './ranked-column.ts';
import type { RankedColumns } from './ranked-columns.ts';

interface Sides {
  selected: Bits;
  /** null for all that are not selected. */
  others: Bits | null;
}

/** A difference in missing shares below this is not worth a line of its own. */
const LEAST_MISSING_DIFFERENCE = 0.05;

/**
 * How each quantity tells `selected` from `against`, best first. Rows in both count as selected only; `against`
 * null is all other rows. Missing, NaN and infinite values take no part in the score of a quantity; where their
 * share differs by 5 % or more, that is an effect of its own, one for all columns missing in the same rows.
 * Scores and limits are always numbers; a column that says nothing is in `left` with the reason.
 * O(rows) a column.
 * @param names columns to compare; a name that was not ranked is in `left`
 */
export function computeEffects(
  ranked: RankedColumns,
  selected: Bits,
  against: Bits | null,
  names: readonly string[],
): EffectList {
  const others = against === null ? notBits(selected) : andNotBits(against, selected);
  const list: EffectList = {
    selected: countBits(selected),
    against: countBits(others),
    total: selected.length,
    effects: [],
    left: [],
  };
  const nothing = nothingToCompare(list, against !== null);
  const sides: Sides = { selected, others: against === null ? null : others };
  const patternsSeen = new Map<number, Effect | null>();
  for (const name of names) {
    const index = ranked.columns.findIndex((column) => column.name === name);
    if (index < 0 || nothing !== null) {
      const known = ranked.left.find((left) => left.column === name);
      list.left.push(known ?? { column: name, reason: nothing ?? 'not a column of the table' });
      continue;
    }
    const column = ranked.columns[index];
    const countIn = countPresent(column, selected);
    const countOut = countPresent(column, others);
    const pattern = ranked.patterns[index];
    const absence = patternsSeen.get(pattern);
    if (absence) absence.missingOf?.push(name);
    else if (pattern >= 0 && absence === undefined) {
      const effect = missingEffect(column, list, countIn, countOut, ranked.columns.length + pattern);
      patternsSeen.set(pattern, effect);
      if (effect !== null) list.effects.push(effect);
    }
    const reason = saysNothing(column, countIn, countOut);
    if (reason !== null) list.left.push({ column: name, reason });
    else list.effects.push(valueEffect(column, list, sides, countIn, countOut, ranked.groups[index]));
  }
  rankEffects(list.effects);
  return list;
}

function nothingToCompare({ selected, against }: EffectList, withOther: boolean): string | null {
  if (selected === 0) return 'the selection is empty';
  if (against > 0) return null;
  return withOther ? 'the other selection holds no further rows' : 'every row is selected';
}

function saysNothing(column: RankedColumn, countIn: number, countOut: number): string | null {
  if (column.order.length === 0) return 'no value in any row';
  if (countIn === 0) return 'no value in the selection';
  if (countOut === 0) return 'no value among the others';
  return column.constant ? 'the same value in every row' : null;
}

function valueEffect(
  column: RankedColumn,
  list: EffectList,
  { selected, others }: Sides,
  countIn: number,
  countOut: number,
  group: number,
): Effect {
  const found = separate(column, selected, others, countIn, countOut);
  const interval = aucInterval(found.auc, found.variance, countIn, countOut);
  return {
    column: column.name,
    unit: column.unit,
    score: 2 * found.auc - 1,
    low: 2 * interval.low - 1,
    high: 2 * interval.high - 1,
    medianIn: found.medianIn,
    medianOut: found.medianOut,
    countIn,
    countOut,
    missingIn: list.selected - countIn,
    missingOut: list.against - countOut,
    group,
    leader: false,
    edges: Float32Array.from(column.bins?.edges ?? []),
    sharesIn: Float32Array.from(found.binsIn, (rows) => rows / countIn),
    sharesOut: Float32Array.from(found.binsOut, (rows) => rows / countOut),
    log: column.bins?.log ?? false,
  };
}

/** 2 AUC - 1 of "has no value" (1) against "has one" (0) is the difference of the shares. */
function missingEffect(
  column: RankedColumn,
  { selected, against }: EffectList,
  countIn: number,
  countOut: number,
  group: number,
): Effect | null {
  const shareIn = (selected - countIn) / selected;
  const shareOut = (against - countOut) / against;
  const score = shareIn - shareOut;
  const interval = shareDifferenceInterval(selected - countIn, selected, against - countOut, against);
  if (Math.abs(score) < LEAST_MISSING_DIFFERENCE || interval.low * interval.high <= 0) return null;
  return {
    column: `${column.name} missing`,
    unit: '',
    score,
    ...interval,
    medianIn: shareIn,
    medianOut: shareOut,
    countIn: selected,
    countOut: against,
    missingIn: 0,
    missingOut: 0,
    group,
    leader: false,
    edges: new Float32Array([-0.5, 0.5, 1.5]),
    sharesIn: new Float32Array([1 - shareIn, shareIn]),
    sharesOut: new Float32Array([1 - shareOut, shareOut]),
    log: false,
    missingOf: [column.name],
  };
}

/** Best first; the best of each group leads it. */
function rankEffects(effects: Effect[]): void {
  effects.sort((a, b) => Math.abs(b.score) - Math.abs(a.score));
  const led = new Set<number>();
  for (const effect of effects) {
    effect.leader = !led.has(effect.group);
    led.add(effect.group);
  }
}
