import { Problem } from '../core/problem.ts';
import { parseBoundedJson } from './bounded-json.ts';
import type { CellKinds } from './cell-kind.ts';
import type { NotebookDocument } from './document.ts';
import { createDocumentChecker, partsOf } from './document-checker.ts';
import type { HistoryStep, NotebookPast, NotebookState } from './history.ts';
import { issueText } from './issue-text.ts';
import { limits } from './limits.ts';
import { z } from './zod.ts';

const count = z.lazy(() => z.int().min(0));

/** A document of which the parts stand in the pool: `lists` and `parts` name them by field. */
const packed = z.lazy(() =>
  z.object({
    plain: z.record(z.string(), z.json()),
    lists: z.record(z.string(), z.array(count)),
    parts: z.record(z.string(), count),
  }),
);

const step = z.lazy(() =>
  z.object({
    label: z.string().max(4000),
    merge: z.string().max(4000).optional(),
    document: packed,
  }),
);

const historySchema = z.lazy(() =>
  z.object({
    format: z.literal('outcrop-history'),
    version: z.literal(1),
    pool: z.array(z.custom<object>((value) => typeof value === 'object' && value !== null)),
    done: z.array(step).max(limits.historySteps),
    undone: z.array(step).max(limits.historySteps),
  }),
);

type PackedStep = z.infer<typeof step>;
type History = z.infer<typeof historySchema>;

/**
 * The undo history as text, to be kept beside the present document: parts that documents share are written once,
 * those of the present document not at all. Where that is too long to be read again, the oldest steps are left out.
 */
export function serialiseHistory({ document, done, undone }: NotebookState): string {
  for (let from = 0; ; from = Math.ceil((from + done.length) / 2)) {
    const text = JSON.stringify(pack(document, done.slice(from), undone));
    if (text.length <= limits.textLength) return text;
    if (from >= done.length) return JSON.stringify(pack(document, [], []));
  }
}

function pack(
  present: NotebookDocument,
  done: readonly HistoryStep[],
  undone: readonly HistoryStep[],
): History {
  const places = new Map<object, number>();
  const known = presentParts(present);
  known.forEach((part, place) => {
    places.set(part, place);
  });
  const pool: object[] = [];
  const placeOf = (part: object): number => {
    let place = places.get(part);
    if (place === undefined) {
      place = known.length + pool.push(part) - 1;
      places.set(part, place);
    }
    return place;
  };
  const packStep = ({ label, merge, document }: HistoryStep): PackedStep => {
    const { plain, lists, parts }: PackedStep['document'] = { plain: {}, lists: {}, parts: {} };
    for (const [field, value] of Object.entries(document)) {
      const found = partsOf(value);
      if (found === null) plain[field] = value;
      else if (Array.isArray(value)) lists[field] = found.map(placeOf);
      else parts[field] = placeOf(found[0]);
    }
    return { label: label.slice(0, 4000), merge, document: { plain, lists, parts } };
  };
  return {
    format: 'outcrop-history',
    version: 1,
    done: done.map(packStep),
    undone: undone.map(packStep),
    pool,
  };
}

/** In one order for all equal documents: places in the pool count from here. */
function presentParts(present: NotebookDocument): object[] {
  const fields = Object.entries(present).sort(([a], [b]) => (a < b ? -1 : 1));
  return fields.flatMap(([, value]) => partsOf(value) ?? []);
}

/**
 * The history from its text and the document it was kept beside, every step checked as a notebook is. Throws a
 * Problem 'bad-notebook'. Costs as much as what differs between the steps.
 */
export function parseHistory(text: string, present: NotebookDocument, kinds: CellKinds): NotebookPast {
  const value = parseBoundedJson(text, (place) => {
    throw new Problem('bad-notebook', `invalid ${place} in the undo history: the name is not allowed`);
  });
  const read = historySchema.safeParse(value);
  if (!read.success) {
    throw new Problem('bad-notebook', `the undo history: ${issueText(read.error.issues[0], value, '')}`);
  }
  const { pool, done, undone } = read.data;
  const parts = [...presentParts(present), ...pool];
  const partAt = (place: number): object => {
    if (place < parts.length) return parts[place];
    throw new Problem(
      'bad-notebook',
      `the undo history names part ${place}; expected less than ${parts.length}`,
    );
  };
  const check = createDocumentChecker(kinds);
  check(present);
  const unpack = ({ label, merge, document: { plain, lists, parts: single } }: PackedStep): HistoryStep => {
    const raw: Record<string, unknown> = { ...plain };
    for (const [field, places] of Object.entries(lists)) raw[field] = places.map(partAt);
    for (const [field, place] of Object.entries(single)) raw[field] = partAt(place);
    const { document } = check(raw);
    if (document.id !== present.id) {
      throw new Problem('bad-notebook', `the undo history is of ${document.id}; expected ${present.id}`);
    }
    return merge === undefined ? { label, document } : { label, document, merge };
  };
  return { done: done.map(unpack), undone: undone.map(unpack) };
}
