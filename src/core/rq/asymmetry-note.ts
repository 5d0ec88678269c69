import type { DerivedAsymmetry } from './proposal.ts';

/** What is said of an asymmetry that was added, by which exports find again what it was made of. */
export function asymmetryNote(derive: DerivedAsymmetry, from: string): string {
  if (derive.from === 'aft') return `${derive.name} = 2 ${from} - 1 added`;
  return `${derive.name} = (${from} - ${derive.bottom}) / (${from} + ${derive.bottom}) added`;
}

/** The area fraction top that an asymmetry was made of (`bottom` is null), or the areas of the two arrays. */
export interface AsymmetrySource {
  top: string;
  bottom: string | null;
}

/**
 * What a column was made of, if it was. @param before the column before it, where its source stands.
 * @param notes what was said when columns were decided.
 */
export function asymmetrySource(
  name: string,
  before: string | undefined,
  notes: readonly string[],
): AsymmetrySource | null {
  if (before === undefined) return null;
  if (notes.includes(asymmetryNote({ name, from: 'aft', quantity: null }, before))) {
    return { top: before, bottom: null };
  }
  // The name of the bottom area stands twice in the note, whatever characters it has.
  const ofArrays = (bottom: string): string =>
    asymmetryNote({ name, from: 'arrays', bottom, quantity: null }, before);
  const start = `${name} = (${before} - `;
  for (const note of notes) {
    const length = (note.length - ofArrays('').length) / 2;
    if (length < 1 || !note.startsWith(start)) continue;
    const bottom = note.slice(start.length, start.length + length);
    if (note === ofArrays(bottom)) return { top: before, bottom };
  }
  return null;
}
