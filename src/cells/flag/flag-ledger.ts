import { type FlagRecord, flagLimits } from '../../core/flag/flag-record.ts';
import { type Ledger, mergeLedgers } from '../../core/flag/ledger.ts';
import { recordId } from '../../core/flag/record-id.ts';
import { Problem } from '../../core/problem.ts';
import { parseBoundedJson } from '../../notebook/bounded-json.ts';
import { issueText } from '../../notebook/issue-text.ts';
import { isPlainObject, shortJson } from '../../notebook/json.ts';
import { z } from '../../notebook/zod.ts';
import { type FlagParams, flagRecordSchema } from './params.ts';

/** As documents and as hosts have it. */
export interface FlagCell {
  params: object;
  view: object;
}

const sealedSchema = z.lazy(() => z.array(flagRecordSchema).max(flagLimits.records));

const sealedOf = new WeakMap<object, Ledger>();
const ledgers = new WeakMap<object, WeakMap<object, Ledger>>();

/**
 * All records of a flag cell. Those that were exported, or came with a colleague's ledger, are kept in its view, which undo
 * leaves alone: what another person may hold cannot be unsaid, only superseded. The others are parameters, and can be undone.
 */
export function ledgerOf(cell: FlagCell): Ledger {
  const { records } = cell.params as FlagParams;
  const sealed = sealedRecords(cell);
  const known = ledgers.get(records)?.get(sealed);
  if (known) return known;
  const ledger = mergeLedgers(records, sealed);
  const mine = ledgers.get(records) ?? new WeakMap<object, Ledger>();
  ledgers.set(records, mine.set(sealed, ledger));
  return ledger;
}

const NONE: Ledger = [];

/** Throws a Problem where the notebook, which may be a stranger's, holds something else there. */
function sealedRecords({ view }: FlagCell): Ledger {
  const sealed: unknown = 'sealed' in view ? view.sealed : undefined;
  if (!Array.isArray(sealed)) return NONE;
  const known = sealedOf.get(sealed);
  if (known) return known;
  const parsed = sealedSchema.safeParse(sealed);
  if (!parsed.success) {
    throw new Problem('bad-notebook', issueText(parsed.error.issues[0], sealed, 'view.sealed'));
  }
  sealedOf.set(sealed, parsed.data);
  return parsed.data;
}

/** Ids of the records that undo cannot take back any more. */
export function sealedIds(cell: FlagCell): Set<string> {
  return new Set(sealedRecords(cell).map(({ id }) => id));
}

const FORMAT = 'outcrop-flags';

/** A ledger as a file for a colleague. */
export function ledgerJson(ledger: Ledger): string {
  return `${JSON.stringify({ format: FORMAT, version: 1, records: ledger }, null, 1)}\n`;
}

export interface ParsedLedger {
  ledger: Ledger;
  /** Why records were left out, one line each. */
  refused: string[];
}

/**
 * A ledger from the text of a file, whoever wrote it. Records that were changed after their author wrote them, and such as
 * this Outcrop cannot read, are left out and named. Throws a Problem 'bad-file' where the file is no ledger at all.
 */
export function parseLedger(text: string): ParsedLedger {
  const refused: string[] = [];
  const value = readJson(text);
  if (!isPlainObject(value) || value.format !== FORMAT) {
    throw new Problem(
      'bad-file',
      'the file is no ledger of flags; expected one that Outcrop exported as JSON',
    );
  }
  if (value.version !== 1) {
    throw new Problem(
      'bad-file',
      `the ledger has version ${shortJson(value.version)}; this Outcrop reads version 1`,
    );
  }
  if (!Array.isArray(value.records)) {
    throw new Problem('bad-file', `invalid records: ${shortJson(value.records)}; expected a list`);
  }
  if (value.records.length > flagLimits.records) {
    throw new Problem(
      'bad-file',
      `the ledger holds ${value.records.length} records; expected at most ${flagLimits.records}`,
    );
  }
  const records: FlagRecord[] = [];
  value.records.forEach((each, i) => {
    const parsed = flagRecordSchema.safeParse(each);
    if (!parsed.success) {
      refused.push(issueText(parsed.error.issues[0], each, `records[${i}]`));
      return;
    }
    const { id, ...content } = parsed.data;
    if (recordId(content) === id) records.push(parsed.data);
    else refused.push(`records[${i}] ${shortJson(parsed.data.name)}: not as its author wrote it`);
  });
  return { ledger: mergeLedgers(records, []), refused };
}

function readJson(text: string): unknown {
  try {
    return parseBoundedJson(text, () => undefined);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Problem('bad-file', message.replace('a notebook', 'a ledger of flags'), { cause: error });
  }
}
