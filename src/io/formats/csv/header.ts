/** Names as written, those that are empty or taken made unique; says so in `warnings`. */
export function uniqueNames(written: string[], warnings: string[]): string[] {
  const taken = new Set(written);
  const seen = new Set<string>();
  return written.map((raw, i) => {
    const base = raw.trim();
    let name = base === '' ? `c${i + 1}` : base;
    for (let copy = 2; seen.has(name) || (name !== base && taken.has(name)); copy++) {
      name = `${base === '' ? `c${i + 1}` : base}_${copy}`;
    }
    seen.add(name);
    if (base === '') warnings.push(`column ${i + 1} has no name in the header; named ${name}`);
    else if (name !== base)
      warnings.push(`column ${i + 1} has the name of an earlier one, ${base}; named ${name}`);
    return name;
  });
}
