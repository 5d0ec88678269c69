import { Problem } from '../problem.ts';
import { type FlagRecord, flagLimits } from './flag-record.ts';
import { recordId, recordText } from './record-id.ts';

/** Records, each once, in the order of sortRecords. Only grows. */
export type Ledger = readonly FlagRecord[];

/** What an author says in a record; the rest is the ledger's. */
export type FlagDraft = Omit<FlagRecord, 'id' | 'order' | 'time' | 'nonce'>;

/**
 * The ledger with one record more, last in its order whatever the clock says.
 * @param time ms since the epoch
 * @param nonce random, of 8 to 64 letters and digits
 */
export function appendRecord(
  ledger: Ledger,
  draft: FlagDraft,
  { time, nonce }: { time: number; nonce: string },
): { ledger: Ledger; record: FlagRecord } {
  if (ledger.length >= flagLimits.records) {
    throw new Problem('bad-parameter', `the ledger holds ${ledger.length} records, which is the most it can`);
  }
  const highest = ledger.reduce((most, { order }) => Math.max(most, order), 0);
  const content = {
    ...draft,
    order: Math.min(highest + 1, flagLimits.order),
    time: new Date(time).toISOString(),
    nonce,
  };
  const record: FlagRecord = { id: recordId(content), ...content };
  return { ledger: mergeLedgers(ledger, [record]), record };
}

/**
 * All records of both, each once: the union of two sets that only grow, so that merging is the same in any order, in any
 * grouping and any number of times. O(n log n).
 */
export function mergeLedgers(a: Ledger, b: Ledger): Ledger {
  const records = new Map<string, FlagRecord>();
  for (const record of [...a, ...b]) records.set(`${record.id} ${recordText(record)}`, record);
  if (records.size > flagLimits.records) {
    throw new Problem(
      'bad-parameter',
      `the ledgers hold ${records.size} records together; expected at most ${flagLimits.records}`,
    );
  }
  return [...records]
    .sort(([textA, x], [textB, y]) => compare(x, y) || (textA < textB ? -1 : 1))
    .map(([, r]) => r);
}

/** Order, then time, then id: the same on every machine. */
function compare(a: FlagRecord, b: FlagRecord): number {
  if (a.order !== b.order) return a.order - b.order;
  if (a.time !== b.time) return a.time < b.time ? -1 : 1;
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1;
}

/** A flag through its life: all records that supersede each other. */
export interface Flag {
  /** Of its first record. */
  id: string;
  /** First to last. */
  records: FlagRecord[];
  /** Those that none supersedes: one, or several that contradict each other. */
  heads: FlagRecord[];
  /** `conflict` where two records took the place of the same one: a person must say which holds. */
  state: 'standing' | 'withdrawn' | 'conflict';
}

/** The flags of a ledger, in the order in which they were begun. O(n log n). */
export function flagsOf(ledger: Ledger): Flag[] {
  const known = new Map(ledger.map((record) => [record.id, record]));
  const parent = new Map(ledger.map(({ id }) => [id, id]));
  const rootOf = (id: string): string => {
    let at = id;
    while (parent.get(at) !== at) {
      const up = parent.get(at)!;
      parent.set(at, parent.get(up)!);
      at = up;
    }
    return at;
  };
  const replaced = new Set<string>();
  for (const { id, supersedes } of ledger) {
    for (const old of supersedes) {
      if (old === id) continue;
      replaced.add(old);
      if (known.has(old)) parent.set(rootOf(old), rootOf(id));
    }
  }
  // Two records whose forerunner is not in this ledger still took the same place.
  const heirs = new Map<string, string>();
  for (const { id, supersedes } of ledger) {
    for (const old of supersedes) {
      const heir = heirs.get(old);
      if (heir !== undefined) parent.set(rootOf(heir), rootOf(id));
      heirs.set(old, id);
    }
  }
  const flags = new Map<string, FlagRecord[]>();
  for (const record of ledger) {
    const root = rootOf(record.id);
    const records = flags.get(root);
    if (records) records.push(record);
    else flags.set(root, [record]);
  }
  return [...flags.values()].map((records) => {
    const standing = records.filter(({ id }) => !replaced.has(id));
    // Ids are hashes, so records that supersede each other in a circle do not come about; were there any, all are shown.
    const heads = standing.length > 0 ? standing : records;
    const state = heads.length > 1 ? 'conflict' : heads[0].withdrawn ? 'withdrawn' : 'standing';
    return { id: records[0].id, records, heads, state };
  });
}

/** What merging would bring, to be shown before it is done. */
export interface LedgerNews {
  /** Records that are not here yet. */
  fresh: FlagRecord[];
  /** Records that both have. */
  shared: number;
  /** Flags in conflict afterwards which are not now. */
  conflicts: Flag[];
}

export function ledgerNews(mine: Ledger, theirs: Ledger): LedgerNews {
  const known = new Set(mine.map(({ id }) => id));
  const fresh = theirs.filter(({ id }) => !known.has(id));
  const arrived = new Set(fresh.map(({ id }) => id));
  const conflicts = flagsOf(mergeLedgers(mine, theirs)).filter(
    ({ state, heads }) => state === 'conflict' && heads.some(({ id }) => arrived.has(id)),
  );
  return { fresh, shared: theirs.length - fresh.length, conflicts };
}
