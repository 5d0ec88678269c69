import { nameWithoutUnit } from './unit.ts';

/** The name of the asymmetry made from an area fraction top: `s1_area_fraction_top` gives `s1_tba`. */
export function tbaName(aft: string, taken: ReadonlySet<string>): string {
  const replaced = aft.replace(
    /area_?fraction_?top|top_?(?:area_?)?frac(?:tion)?|frac(?:tion)?_?top|aft/i,
    (found, at: number) =>
      at > 0 && /[a-z0-9]/i.test(aft[at - 1]) ? '_tba' : found === found.toUpperCase() ? 'TBA' : 'tba',
  );
  const base = replaced === aft ? `${aft}_tba` : replaced;
  return freeName(base, taken);
}

/** `base`, or with a number behind it where that is taken. */
export function freeName(base: string, taken: ReadonlySet<string>): string {
  let name = base;
  for (let i = 2; taken.has(name); i++) name = `${base}_${i}`;
  return name;
}

/** The array that the area in a column is of, such as `s1TopArea_phd`, `s2_bot_phe`, `qS1T`. */
export function arrayOf(name: string): 'top' | 'bottom' | null {
  if (/top/i.test(name)) return 'top';
  if (/bot/i.test(name)) return 'bottom';
  const side = /s[12]([tb])$/i.exec(nameWithoutUnit(name))?.[1].toLowerCase();
  return side === 't' ? 'top' : side === 'b' ? 'bottom' : null;
}
