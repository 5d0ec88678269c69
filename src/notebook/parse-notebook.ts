import { Problem } from '../core/problem.ts';
import { parseBoundedJson } from './bounded-json.ts';
import type { CellKindSchema, CellKinds } from './cell-kind.ts';
import { type CellDocument, DOCUMENT_FORMAT, DOCUMENT_VERSION, type NotebookDocument } from './document.ts';
import { migrateEnvelope } from './document-migrations.ts';
import { findCycle } from './graph.ts';
import { issueText } from './issue-text.ts';
import { copyJsonObject, isPlainObject, type JsonObject, sameJson, shortJson } from './json.ts';
import { limits } from './limits.ts';
import { checkMigrations, migrateCell } from './migrations.ts';
import { NewerVersion } from './newer-version.ts';
import { type CellEnvelope, type NotebookEnvelope, notebookSchema } from './schema.ts';

export interface ParsedNotebook {
  document: NotebookDocument;
  /** What was migrated, defaulted or left out, one line each, to tell the user; [] where the file was as this Outcrop writes it. */
  changes: string[];
}

const MOST_CHANGES = 100;

/**
 * A notebook from the text of a file, whoever wrote it. Throws a Problem 'bad-notebook' that names the place
 * and what was expected there; cells of unknown kinds are kept verbatim. O(length).
 */
export function parseNotebook(text: string, kinds: CellKinds): ParsedNotebook {
  for (const schema of kinds.values()) checkMigrations(schema);
  const changes: string[] = [];
  let untold = 0;
  const tell = (line: string): void => {
    if (changes.length < MOST_CHANGES) changes.push(line);
    else untold++;
  };
  const value = parseBoundedJson(text, (place) => tell(`${place}: left out, the name is not allowed`));
  const envelope = readEnvelope(value, tell);
  const document = completeDocument(envelope, kinds, tell);
  checkWhole(document);
  if (untold > 0) changes.push(`and ${untold} more`);
  return { document, changes };
}

function readEnvelope(value: unknown, tell: (line: string) => void): NotebookEnvelope {
  if (!isPlainObject(value)) throw bad(`the file holds ${shortJson(value)}; expected an Outcrop notebook`);
  if (value.format !== DOCUMENT_FORMAT) {
    throw bad(`not an Outcrop notebook: format is ${shortJson(value.format)}; expected "${DOCUMENT_FORMAT}"`);
  }
  if (typeof value.version === 'number' && value.version > DOCUMENT_VERSION) {
    throw new NewerVersion(
      `the notebook has format version ${value.version}; this Outcrop reads up to ${DOCUMENT_VERSION}; update Outcrop to open it`,
    );
  }
  const { version } = value;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    throw bad(
      `invalid version: ${shortJson(version)}; expected a whole number from 1 to ${DOCUMENT_VERSION}`,
    );
  }
  migrateEnvelope(value, version, tell);
  const parsed = notebookSchema.safeParse(value);
  if (!parsed.success) throw bad(issueText(parsed.error.issues[0], value, ''));
  tellUnknownKeys(value, parsed.data, '', tell);
  const cells = value.cells as Record<string, unknown>[];
  parsed.data.cells.forEach((cell, i) => {
    tellUnknownKeys(cells[i], cell, `cells[${i}].`, tell);
  });
  return parsed.data;
}

function tellUnknownKeys(found: object, read: object, place: string, tell: (line: string) => void): void {
  for (const key of Object.keys(found)) {
    if (!Object.hasOwn(read, key)) tell(`${place}${key}: left out, this Outcrop does not know it`);
  }
}

function completeDocument(
  envelope: NotebookEnvelope,
  kinds: CellKinds,
  tell: (line: string) => void,
): NotebookDocument {
  const orDefault = <T>(value: T | undefined, fallback: T, place: string): T => {
    if (value !== undefined) return value;
    tell(`${place}: not in the file, set to ${shortJson(fallback)}`);
    return fallback;
  };
  const cells = envelope.cells.map((cell, i) => {
    const place = `cells[${i}]`;
    const schema = kinds.get(cell.kind);
    const complete = completeCell(cell, place, schema, orDefault);
    return schema ? upToDate(complete, schema, place, tell) : complete;
  });
  return {
    format: DOCUMENT_FORMAT,
    version: DOCUMENT_VERSION,
    id: envelope.id,
    title: orDefault(envelope.title, 'Untitled', 'title'),
    cells,
    selection: orDefault(envelope.selection, [], 'selection'),
    selections: orDefault(envelope.selections, [], 'selections'),
    pinned: [...new Set(orDefault(envelope.pinned, [], 'pinned'))],
    results: { ...orDefault(envelope.results, {}, 'results') },
  };
}

function completeCell(
  cell: CellEnvelope,
  place: string,
  schema: CellKindSchema | undefined,
  orDefault: <T>(value: T | undefined, fallback: T, place: string) => T,
): CellDocument {
  return {
    id: cell.id,
    kind: cell.kind,
    version: cell.version,
    title: orDefault(cell.title, schema?.title ?? cell.kind, `${place}.title`),
    inputs: orDefault(cell.inputs, {}, `${place}.inputs`),
    params: orDefault(cell.params, {}, `${place}.params`),
    view: orDefault(cell.view, {}, `${place}.view`),
    collapsed: orDefault(cell.collapsed, false, `${place}.collapsed`),
  };
}

/** Migrated, its parameters checked and completed by the kind, inputs that the kind does not have left out. */
function upToDate(
  cell: CellDocument,
  schema: CellKindSchema,
  place: string,
  tell: (line: string) => void,
): CellDocument {
  const migrated = migrateCell(cell, schema, place);
  if (migrated.version !== cell.version) {
    const names = schema.migrations.filter(({ version }) => version > cell.version).map(({ name }) => name);
    tell(
      `${place}: ${cell.kind} cell brought from version ${cell.version} to ${migrated.version} (${names.join(', ')})`,
    );
  }
  let params: JsonObject;
  try {
    params = copyJsonObject(schema.parse(migrated.params), 'params');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    // `invalid params.eps: ...`, the form of paramsParser, becomes `invalid cells[3].params.eps: ...`.
    const message = /^invalid params\b/.test(why)
      ? why.replace('params', `${place}.params`)
      : `${place}.params: ${why}`;
    throw new Problem('bad-notebook', message, { cell: cell.id, cause: error });
  }
  tellDifferences(migrated.params, params, `${place}.params`, tell);
  const inputs: Record<string, string> = {};
  for (const [name, source] of Object.entries(migrated.inputs)) {
    if (Object.hasOwn(schema.inputs, name)) inputs[name] = source;
    else tell(`${place}.inputs.${name}: left out, ${cell.kind} cells have no such input`);
  }
  return { ...migrated, inputs, params };
}

function tellDifferences(
  from: JsonObject,
  to: JsonObject,
  place: string,
  tell: (line: string) => void,
): void {
  for (const key of Object.keys(from)) {
    if (!Object.hasOwn(to, key)) tell(`${place}.${key}: left out, the cell has no such parameter`);
    else if (!sameJson(from[key], to[key]))
      tell(`${place}.${key}: set to ${shortJson(to[key])}, was ${shortJson(from[key])}`);
  }
  for (const key of Object.keys(to)) {
    if (!Object.hasOwn(from, key)) tell(`${place}.${key}: not in the file, set to ${shortJson(to[key])}`);
  }
}

/** What no part shows by itself: ids used twice, circles, the sum of all steps. */
function checkWhole(document: NotebookDocument): void {
  checkUnique(document.cells, 'cells');
  checkUnique(document.selections, 'selections');
  const cycle = findCycle(document.cells);
  if (cycle) {
    const index = document.cells.findIndex((cell) => cell.id === cycle[0]);
    throw bad(`cells[${index}].inputs: run in a circle: ${cycle.join(' reads ')}; expected none`);
  }
  const lists = [document.selection, ...document.selections.map((selection) => selection.steps)];
  const total = lists.reduce((sum, steps) => sum + steps.length, 0);
  if (total > limits.steps) {
    throw bad(`the selections hold ${total} steps; expected at most ${limits.steps} in all`);
  }
}

function checkUnique(items: readonly { id: string }[], place: string): void {
  const seen = new Map<string, number>();
  items.forEach(({ id }, i) => {
    const first = seen.get(id);
    if (first !== undefined) {
      throw bad(`invalid ${place}[${i}].id: ${id}; expected another than that of ${place}[${first}]`);
    }
    seen.set(id, i);
  });
}

function bad(message: string): Problem {
  return new Problem('bad-notebook', message);
}
