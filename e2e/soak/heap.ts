import type { CDPSession } from '@playwright/test';
import { expect } from '../support/page.ts';
import { rest } from './checks.ts';
import type { Hand } from './hand.ts';

/** Bytes that a page holds after collecting garbage. */
export interface Heap {
  /** As V8 counts its heap. */
  whole: number;
  /**
   * What the page put there, with the memory of its arrays: the whole without compiled code. V8 goes on to compile and
   * to improve functions for about a thousand actions, which would hide a leak or look like one.
   */
  data: number;
}

/** Of a heap snapshot: type, name, ... of its nodes one after another, the meaning of each place in `meta`. */
interface Snapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } };
  nodes: number[];
}

/** With an untouched notebook on the table. */
export async function heapAtRest(hand: Hand, session: CDPSession): Promise<Heap> {
  const { page } = hand;
  await rest(hand);
  await page.getByRole('button', { name: 'Outcrop menu' }).click();
  await page.getByRole('menuitem', { name: 'The bundled run' }).click();
  // Its data are read by themselves.
  await expect(page.getByRole('button', { name: 'Run all (2 stale)' })).toBeVisible({ timeout: 60_000 });
  // Timers of the last notebook run out.
  await page.waitForTimeout(1500);
  // Which collects all garbage first.
  const code = codeIn(await snapshotOf(session));
  const { usedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
  return { whole: usedSize, data: usedSize + backingStorageSize - code };
}

async function snapshotOf(session: CDPSession): Promise<Snapshot> {
  const chunks: string[] = [];
  const hear = ({ chunk }: { chunk: string }): void => void chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', hear);
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', hear);
  return JSON.parse(chunks.join('')) as Snapshot;
}

function codeIn({ snapshot: { meta }, nodes }: Snapshot): number {
  const [type, size] = ['type', 'self_size'].map((field) => meta.node_fields.indexOf(field));
  const code = meta.node_types[type as 0].indexOf('code');
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += meta.node_fields.length)
    if (nodes[at + type] === code) bytes += nodes[at + size];
  return bytes;
}
