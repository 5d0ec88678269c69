/** `a`, `a and b`, `a, b and c`; from the fifth on their number. */
export function listed(names: readonly string[]): string {
  if (names.length > 5) return `${names.slice(0, 4).join(', ')} and ${names.length - 4} more`;
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

/** Of selections whose events are not known, or go, when what they were drawn on is changed. */
export function holdsOthers(names: readonly string[]): string {
  const [was, holds] = names.length > 1 ? ['were', 'hold'] : ['was', 'holds'];
  return `${listed(names)} ${was} drawn on a plane, clusters or events of before, and ${holds} other events now`;
}
