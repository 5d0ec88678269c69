import { Problem } from '../core/problem.ts';
import type { CellKindSchema } from './cell-kind.ts';
import type { CellDocument } from './document.ts';
import { copyJsonObject, type JsonObject } from './json.ts';
import { NewerVersion } from './newer-version.ts';

/**
 * Throws unless the migrations are exactly 2, 3, ... version, in order: a gap would strand old files. Run for
 * every kind by a test of the registry, and before any file is read.
 */
export function checkMigrations(schema: CellKindSchema): void {
  const { kind, version, migrations } = schema;
  if (!Number.isInteger(version) || version < 1) {
    throw new Problem(
      'internal',
      `invalid version of ${kind} cells: ${version}; expected a whole number >= 1`,
    );
  }
  const unnamed = migrations.find((migration) => migration.name.trim() === '');
  if (unnamed) {
    throw new Problem('internal', `the migration of ${kind} cells to version ${unnamed.version} has no name`);
  }
  const found = migrations.map((migration) => migration.version);
  const expected = Array.from({ length: version - 1 }, (_, i) => i + 2);
  if (found.length !== expected.length || found.some((v, i) => v !== expected[i])) {
    throw new Problem(
      'internal',
      `invalid migrations of ${kind} cells: [${found}]; expected [${expected}], without gap, for version ${version}`,
    );
  }
}

/**
 * A cell at its kind's present version. The argument is left as it is. A cell from a newer version throws,
 * as does one whose old parameters a migration cannot read; `place` names the cell in both messages.
 */
export function migrateCell(cell: CellDocument, schema: CellKindSchema, place: string): CellDocument {
  if (cell.version > schema.version) {
    throw new NewerVersion(
      `${place}: version ${cell.version} of ${cell.kind} cells is newer than ${schema.version}, the newest this Outcrop reads; update Outcrop to open it`,
      { cell: cell.id },
    );
  }
  let { inputs } = cell;
  let params: JsonObject = cell.params;
  let view: JsonObject = cell.view;
  for (const migration of schema.migrations) {
    if (migration.version <= cell.version) continue;
    try {
      const next = migration.up(copyJsonObject(params, 'params'), copyJsonObject(view, 'view'), {
        ...inputs,
      });
      params = copyJsonObject(next.params, 'params');
      view = copyJsonObject(next.view, 'view');
      inputs = next.inputs ?? inputs;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Problem(
        'bad-notebook',
        `${place}: its ${cell.kind} parameters of version ${migration.version - 1} cannot be brought to version ${migration.version}: ${why}`,
        { cell: cell.id, cause: error },
      );
    }
  }
  return { ...cell, version: schema.version, inputs, params, view };
}
