const SIMPLE: Record<string, string> = {
  phd: 'phd',
  phe: 'phe',
  pe: 'PE',
  ns: 'ns',
  us: 'us',
  ms: 'ms',
  s: 's',
  sec: 's',
  cm: 'cm',
  mm: 'mm',
  m: 'm',
  ev: 'eV',
  kev: 'keV',
  mev: 'MeV',
  kevee: 'keVee',
  kevnr: 'keVnr',
  mv: 'mV',
  kv: 'kV',
  v: 'V',
  adc: 'ADC',
  hz: 'Hz',
  khz: 'kHz',
  mhz: 'mHz',
  deg: 'deg',
  rad: 'rad',
  bar: 'bar',
  samples: 'samples',
  electrons: 'electrons',
};

const COMPOUND: [RegExp, (match: RegExpExecArray) => string][] = [
  [
    /_(phd|phe|pe|mv)_per_(\d+)?(ns|us|samples?)$/i,
    ([, area, count, time]) =>
      `${SIMPLE[area.toLowerCase()]}/${count ? `${count} ` : ''}${time.toLowerCase()}`,
  ], // prettier-ignore
  [/_(k?v)_(?:per_)?cm$/i, ([, volt]) => `${SIMPLE[volt.toLowerCase()]}/cm`],
  [/_(cm|mm|m)2$/i, ([, length]) => `${length.toLowerCase()}^2`],
];

/**
 * The unit that a name carries: `s1_area_phd`, `drift [us]`, `x (cm)`, `peak_phe_per_10ns`, `field_V_cm`. null
 * where it carries none.
 */
export function unitFromName(name: string): string | null {
  const bracketed = /[[(]\s*([^\])]*?)\s*[\])]\s*$/.exec(name);
  if (bracketed) {
    const text = bracketed[1];
    if (/^\d*$/.test(text)) return null;
    return SIMPLE[text.toLowerCase()] ?? text.replaceAll('µ', 'u').replaceAll('μ', 'u');
  }
  for (const [pattern, unit] of COMPOUND) {
    const match = pattern.exec(name);
    if (match) return unit(match);
  }
  const suffix = /[_.\s]([a-z]+)$/i.exec(name);
  return suffix ? (SIMPLE[suffix[1].toLowerCase()] ?? null) : null;
}

/** A name without the unit that unitFromName() finds in it. */
export function nameWithoutUnit(name: string): string {
  if (unitFromName(name) === null) return name;
  const bare = name.replace(/\s*[[(][^\])]*[\])]\s*$/, '');
  if (bare !== name) return bare;
  for (const [pattern] of COMPOUND) if (pattern.test(name)) return name.replace(pattern, '');
  return name.replace(/[_.\s][a-z]+$/i, '');
}
