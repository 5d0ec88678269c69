/** The name of the asymmetry made from an area fraction top: `s1_area_fraction_top` gives `s1_tba`. */
export function tbaName(aft: string, taken: ReadonlySet<string>): string {
  const replaced = aft.replace(
    /area_?fraction_?top|top_?(?:area_?)?frac(?:tion)?|frac(?:tion)?_?top|aft/i,
    (found, at: number) =>
      at > 0 && /[a-z0-9]/i.test(aft[at - 1]) ? '_tba' : found === found.toUpperCase() ? 'TBA' : 'tba',
  );
  const base = replaced === aft ? `${aft}_tba` : replaced;
  let name = base;
  for (let i = 2; taken.has(name); i++) name = `${base}_${i}`;
  return name;
}
