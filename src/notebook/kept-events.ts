import type { EventsClause, SelectionStep } from '../core/table/clause.ts';
import type { CellDocument, NotebookDocument } from './document.ts';
import { isPlainObject, type Json, type JsonObject, sameJson } from './json.ts';
import { clustersName } from './selection-name.ts';
import { parseSteps } from './selection-schema.ts';

/** What takes the place of steps, wherever they stand. */
export interface KeptEvents {
  was: SelectionStep[];
  events: EventsClause;
}

export interface KeepEventsCommand {
  type: 'keepEvents';
  kept: KeptEvents[];
}

type Population = { name: string; steps: SelectionStep[] };

/** All steps of a notebook: of its selection, of those with a name, and, as `steps` in parameters, of its cells. */
export function stepsOf({ selection, selections, cells }: NotebookDocument): SelectionStep[][] {
  const named = selections.map(({ steps }) => steps);
  return [selection, ...named, ...cells.flatMap(({ params }) => stepsIn(params))].filter(
    (steps) => steps.length > 0,
  );
}

const known = new WeakMap<JsonObject, SelectionStep[][]>();

/** Looked for once only: documents share the parameters that did not change, and a ledger of flags is long. */
function stepsIn(params: JsonObject): SelectionStep[][] {
  let found = known.get(params);
  if (found === undefined) {
    const all: SelectionStep[][] = [];
    rewriteWithin([], params, (steps) => {
      all.push(steps);
      return steps;
    });
    found = all;
    if (Object.isFrozen(params)) known.set(params, found);
  }
  return found;
}

/** The document with other events in the place of steps. The same object where none of them is found. */
export function keepEvents(document: NotebookDocument, { kept }: KeepEventsCommand): NotebookDocument {
  const checked = kept.map(({ was, events }, i) => ({
    was: parseSteps(was, `kept[${i}].was`),
    now: parseSteps([{ mode: 'replace', clause: events }], `kept[${i}].events`),
  }));
  return rewriteSteps(document, (steps) =>
    steps.length === 0 ? steps : (checked.find(({ was }) => sameJson(was, steps))?.now ?? steps),
  );
}

/** `cluster 2, as it was`: what events are called that were whole clusters; null of others. */
export function nameAsItWas(
  { cells }: Pick<NotebookDocument, 'cells'>,
  steps: SelectionStep[],
): string | null {
  const name = clustersName({ selection: steps, cells });
  return name === null ? null : asItWas(name);
}

const asItWas = (name: string): string => `${name}, as ${name.includes(' and ') ? 'they were' : 'it was'}`;

function rewriteSteps(
  document: NotebookDocument,
  rewrite: (steps: SelectionStep[]) => SelectionStep[],
): NotebookDocument {
  const selection = rewrite(document.selection);
  const selections = mapShared(document.selections, (named) => {
    const steps = rewrite(named.steps);
    return steps === named.steps ? named : { ...named, steps };
  });
  const cells = mapShared(document.cells, (cell) => {
    const params = rewriteWithin(document.cells, cell.params, rewrite) as JsonObject;
    return params === cell.params ? cell : ({ ...cell, params } satisfies CellDocument);
  });
  const same =
    selection === document.selection && selections === document.selections && cells === document.cells;
  return same ? document : { ...document, selection, selections, cells };
}

function rewriteWithin(
  cells: readonly CellDocument[],
  value: Json,
  rewrite: (steps: SelectionStep[]) => SelectionStep[],
): Json {
  if (Array.isArray(value)) return mapShared(value, (item) => rewriteWithin(cells, item, rewrite));
  if (!isPlainObject(value)) return value;
  let copy: JsonObject | null = null;
  for (const [key, item] of Object.entries(value as JsonObject)) {
    const next =
      key === 'steps' && Array.isArray(item)
        ? (rewrite(item as unknown as SelectionStep[]) as unknown as Json)
        : rewriteWithin(cells, item, rewrite);
    if (next === item) continue;
    copy ??= { ...(value as JsonObject) };
    copy[key] = next;
    // A population that is called by its clusters is not one of them any more.
    const { name, steps } = value as unknown as Population;
    if (key === 'steps' && name === clustersName({ selection: steps, cells })) copy.name = asItWas(name);
  }
  return copy ?? value;
}

function mapShared<T>(items: T[], map: (item: T) => T): T[] {
  const mapped = items.map(map);
  return mapped.every((item, i) => item === items[i]) ? items : mapped;
}
