import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { expect, it } from 'vitest';
import { createDocument } from '../../notebook/document.ts';
import type { ResultRecord } from '../../notebook/result-record.ts';
import { sampleKinds } from '../../notebook/sample-kinds.ts';
import { createKeptNotebooks } from './kept-notebooks.ts';
import { openStorage } from './storage.ts';

const record: ResultRecord = {
  ...{ app: '0.1.0', engine: 'a browser', kind: 'data', version: 1, key: '0'.repeat(32), seed: null },
  ...{ started: '2026-01-01T00:00:00.000Z', elapsed: 1, reads: [], data: null, figures: [], columns: [] },
  labels: null,
};

it('a file opens beside what is kept of it, also where that cannot be read', async () => {
  const storage = await openStorage(sampleKinds, { database: 'kept-notebooks' });
  // Nothing is open: nothing is to be saved first, and none of these opens as what is kept.
  const { fromFile } = createKeptNotebooks(storage, {
    flush: async () => undefined,
    load: () => Promise.reject(new Error('expected a notebook of its own')),
  });
  const document = createDocument('n-1', 'from a file');
  expect((await fromFile({ document, changes: [] })).document.id).toBe('n-1');

  const kept = createDocument('n-1', 'kept');
  await storage.journalOf('n-1', null).compact({ document: kept, done: [], undone: [] }, []);
  const other = await fromFile({ document, changes: [] });
  expect(other.document).toMatchObject({ id: expect.not.stringMatching(/^n-1$/), title: 'from a file' });
  expect(other.changes).toEqual([expect.stringContaining('another state of it, “kept”')]);

  // The same notebook opens as it is kept, with its history, and with the results that the file tells of.
  const again = createKeptNotebooks(storage, {
    flush: async () => undefined,
    load: async (id) => (await storage.loadNotebook(id))!,
  });
  const opened = await again.fromFile({ document: { ...kept, results: { data: record } }, changes: [] });
  expect(opened.document).toEqual({ ...kept, results: { data: record } });
  expect(opened.past).toMatchObject({ done: [], undone: [] });

  const raw = await openDB('kept-notebooks');
  const [generation] = await raw.getAll('generations');
  const newer = JSON.stringify({ ...JSON.parse(generation.text), version: 99 });
  await raw.put('generations', { ...generation, text: newer });
  raw.close();
  const beside = await fromFile({ document, changes: [] });
  expect(beside.document.id).not.toBe('n-1');
  expect(beside.changes).toEqual([expect.stringMatching(/stays as it is: .*version 99/)]);
  storage.close();
});
