import type { Kind } from './kind.ts';
import { QUANTITIES, type Quantity } from './quantity.ts';
import { unitFromName } from './unit.ts';
import { LUX, LUX_ML } from './vocabulary-lux.ts';
import { LZ, LZ_CUTS } from './vocabulary-lz.ts';
import { PANDAX } from './vocabulary-pandax.ts';
import { CRYSTALIZE, DANCE, NEST_PULSES, NEST_TEXT, OUTCROP } from './vocabulary-simulation.ts';
import type { Vocabulary } from './vocabulary-word.ts';
import { HAX, LAX, STRAXEN, XENON_RUNS } from './vocabulary-xenon.ts';

/** All known vocabularies; where a table speaks two equally well, the earlier wins. */
export const VOCABULARIES: readonly Vocabulary[] = [
  OUTCROP,
  NEST_PULSES,
  LZ,
  LUX,
  STRAXEN,
  HAX,
  NEST_TEXT,
  DANCE,
  LUX_ML,
  CRYSTALIZE,
  LAX,
  LZ_CUTS,
  XENON_RUNS,
  PANDAX,
]; // prettier-ignore

/** What a name says. */
export interface Meaning {
  vocabulary: string | null;
  kind: Kind;
  unit: string | null;
  quantity: Quantity | null;
  /** True where the column yields its quantity to a first choice in the same table. */
  secondChoice: boolean;
}

interface CompiledWord {
  pattern: RegExp;
  kind: Kind;
  unit: string | null | undefined;
  quantity: string | undefined;
}

interface CompiledVocabulary {
  vocabulary: Vocabulary;
  words: CompiledWord[];
}

const COMPILED: readonly CompiledVocabulary[] = VOCABULARIES.map((vocabulary) => ({
  vocabulary,
  words: vocabulary.words.map(([pattern, kind, unit, quantity]) => ({
    pattern: new RegExp(`^(?:${pattern})$`, 'i'),
    kind,
    unit,
    quantity,
  })),
}));

/** Above this share of generic names alone, a table is taken to speak a vocabulary. */
const GENERIC_SHARE = 0.6;

/**
 * What the names of a table mean, by the vocabularies: null for a name that none knows. The vocabulary that
 * knows most of the telling names is asked first, and others only if they know a telling name or nearly all
 * names. O(names x words).
 */
export function recogniseNames(names: readonly string[]): (Meaning | null)[] {
  const spoken = COMPILED.map((compiled) => {
    const known = names.filter((name) => find(compiled, name) !== null);
    const telling = known.filter(
      (name) => !compiled.vocabulary.generic?.test(bare(compiled.vocabulary, name)),
    );
    return { compiled, known: known.length, telling: telling.length };
  })
    .filter(({ known, telling }) => telling > 0 || (known > 1 && known >= GENERIC_SHARE * names.length))
    .sort((a, b) => b.telling - a.telling || b.known - a.known);
  return names.map((name) => {
    for (const { compiled } of spoken) {
      const meaning = find(compiled, name);
      if (meaning !== null) return meaning;
    }
    return null;
  });
}

function find({ vocabulary, words }: CompiledVocabulary, name: string): Meaning | null {
  const candidates = [name, bare(vocabulary, name)];
  // An element of an array column, as readers write it: p_area[0], p_area_0.
  const element = /^(.*?)(?:\[\d+\]|[._]\d+)$/.exec(candidates[1]);
  if (element) candidates.push(element[1]);
  for (const candidate of candidates) {
    for (const { pattern, kind, unit, quantity } of words) {
      const match = pattern.exec(candidate);
      if (match === null) continue;
      const named = quantity?.replace('$1', match[1] ?? '').replace('?', '');
      return {
        vocabulary: vocabulary.name,
        kind,
        unit: unit === undefined ? unitFromName(name) : unit,
        quantity: QUANTITIES.find((known) => known === named) ?? null,
        secondChoice: quantity?.endsWith('?') ?? false,
      };
    }
  }
  return null;
}

function bare({ prefix }: Vocabulary, name: string): string {
  return prefix === undefined ? name : name.replace(prefix, '');
}
