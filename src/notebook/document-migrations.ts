import { Problem } from '../core/problem.ts';
import { DOCUMENT_VERSION } from './document.ts';

/** Brings the envelope of a notebook, as found in a file, from version - 1 to `version`. */
export interface DocumentMigration {
  version: number;
  /** What changed, in a few words. */
  name: string;
  /** In place; the schema looks at the outcome afterwards. */
  up(envelope: Record<string, unknown>): void;
}

/** One for each version from 2 to DOCUMENT_VERSION, in order. */
export const documentMigrations: readonly DocumentMigration[] = [
  {
    version: 2,
    name: 'results with their provenance',
    up(envelope) {
      envelope.results = {};
    },
  },
  {
    version: 3,
    name: 'selections may keep their events',
    // Nothing in an older notebook changes; an older Outcrop would not know the clause.
    up: () => undefined,
  },
];

/** Throws unless the migrations are exactly 2, 3, ... DOCUMENT_VERSION, each with a name. */
export function checkDocumentMigrations(migrations: readonly DocumentMigration[] = documentMigrations): void {
  const expected = Array.from({ length: DOCUMENT_VERSION - 1 }, (_, i) => i + 2);
  const found = migrations.map(({ version }) => version);
  if (found.join() !== expected.join() || migrations.some(({ name }) => name.trim() === '')) {
    throw new Problem(
      'internal',
      `invalid migrations of the notebook: [${found}]; expected [${expected}], each with a name`,
    );
  }
}

/** An envelope of an older version at the present one, in place; `tell` hears of each step. */
export function migrateEnvelope(
  envelope: Record<string, unknown>,
  from: number,
  tell: (line: string) => void,
): void {
  checkDocumentMigrations();
  for (const { version, name, up } of documentMigrations) {
    if (version <= from) continue;
    up(envelope);
    envelope.version = version;
    tell(`notebook brought from format version ${version - 1} to ${version} (${name})`);
  }
}
