import { nameWithoutUnit, unitFromName } from '../core/rq/unit.ts';

/** `s1_area [phd]`, where the name itself holds the unit too; just the name where there is no unit. */
export function axisLabel(name: string, unit: string | null): string {
  const bare = bareName(name, unit);
  return unit && !(bare === name && unitFromName(name) === unit) ? `${bare} [${unit}]` : name;
}

/** A name without the unit that will be said after it. */
export function bareName(name: string, unit: string | null): string {
  if (!unit || unitFromName(name) !== unit) return name;
  return nameWithoutUnit(name).trim() || name;
}

/** The name as the data has it, with the unit where the name does not tell it. */
export function nameWithUnit(name: string, unit: string | null): string {
  return unit && unitFromName(name) !== unit ? `${name} [${unit}]` : name;
}
