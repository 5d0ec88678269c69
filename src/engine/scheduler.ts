import type { CellInput, CellKind, CellState, ComputeContext } from '../cells/contract.ts';
import { Problem, toProblemData } from '../core/problem.ts';
import { type CellDocument, cellWithId, type NotebookDocument } from '../notebook/document.ts';
import { dependantsOf, dependencyGraph, upstreamOf } from '../notebook/graph.ts';
import { inputProblems } from '../notebook/input-problems.ts';
import { resultKeys } from '../notebook/result-keys.ts';
import { IDLE } from './idle-state.ts';
import { createResultCache } from './result-cache.ts';

export type ContextMaker = (
  cell: string,
  signal: AbortSignal,
) => Pick<ComputeContext, 'jobs' | 'files' | 'inspection' | 'memo'>;

export interface Scheduler {
  state(cell: string): CellState;
  /** To be called after every change of the document: finds what is stale, reruns what is cheap. */
  update(document: NotebookDocument): void;
  /** Runs a cell and whatever stale cells it needs. Resolves when it is fresh; failures are in its state. */
  run(cell: string): Promise<void>;
  /** Runs every stale cell in dependency order. */
  runAll(): Promise<void>;
  /** Stops one cell; those that waited for its result go back to stale, all others go on. */
  cancel(cell: string): void;
  cancelAll(): void;
  subscribe(listener: () => void): () => void;
  /** The number of changes so far, for views to compare. */
  version(): number;
}

interface Slot {
  state: CellState;
  /** Of the cell that the state is of: a converted one begins anew, its result is of no use to another kind. */
  kind: string | null;
  /** Key of what the cell would compute now; null while an input is missing. */
  wanted: string | null;
  abort: AbortController | null;
  /** Somebody asked for what it would compute now, while it was computing something older. */
  again: boolean;
  /** The key at which the user cancelled it: a cheap cell does not begin again by itself until that changes. */
  declined: string | null;
}

/**
 * Runs cells one after another (their workers have the cores), remembers results by the hash of kind, version,
 * parameters and inputs, and so knows what is stale. A result once computed comes back at once after an undo.
 */
export function createScheduler(kinds: Map<string, CellKind>, makeContext: ContextMaker): Scheduler {
  const slots = new Map<string, Slot>();
  const cache = createResultCache();
  const listeners = new Set<() => void>();
  let document: NotebookDocument | null = null;
  let changes = 0;
  let queue: Promise<void> = Promise.resolve();
  let announced = false;

  /** Progress comes often; listeners hear of it once a frame at most. */
  function announce(): void {
    changes++;
    if (announced) return;
    announced = true;
    setTimeout(() => {
      announced = false;
      for (const listener of listeners) listener();
    }, 16);
  }

  function slotOf(cell: string): Slot {
    let slot = slots.get(cell);
    if (!slot) {
      slot = { state: IDLE, kind: null, wanted: null, abort: null, again: false, declined: null };
      slots.set(cell, slot);
    }
    return slot;
  }

  function change(slot: Slot, patch: Partial<CellState>): void {
    slot.state = { ...slot.state, ...patch };
    announce();
  }

  function update(next: NotebookDocument): void {
    document = next;
    const present = new Set(next.cells.map((cell) => cell.id));
    for (const [id, slot] of slots) {
      if (present.has(id)) continue;
      slot.abort?.abort();
      slots.delete(id);
      announce();
    }
    refreshAll();
    rerunCheap();
  }

  function refreshAll(): void {
    if (!document) return;
    const keys = resultKeys(document, kinds);
    const reasons = new Map<string, string>();
    for (const problem of inputProblems(document, kinds)) {
      if (!reasons.has(problem.cell)) reasons.set(problem.cell, problem.message);
    }
    const { order, reads, blocked } = dependencyGraph(document, kinds);
    for (const id of [...order, ...blocked]) {
      const cell = cellWithId(document, id);
      const waiting = (reads.get(id) ?? []).find((input) => slotOf(input).wanted === null);
      const reason =
        reasons.get(id) ??
        kinds.get(cell.kind)?.needs?.(cell.params) ??
        (waiting ? `waits for ${cellWithId(document, waiting).title}, which cannot run yet` : null);
      refresh(cell, reason === null ? (keys.get(id) ?? null) : null, reason);
    }
  }

  function refresh(cell: CellDocument, wanted: string | null, reason: string | null): void {
    const slot = slotOf(cell.id);
    if (slot.kind !== cell.kind) {
      if (slot.kind !== null) {
        slot.abort?.abort();
        slot.wanted = null;
        change(slot, IDLE);
      }
      slot.kind = cell.kind;
    }
    if (wanted === null) {
      slot.wanted = null;
      if (slot.state.status !== 'blocked' || slot.state.reason !== reason) {
        slot.abort?.abort();
        change(slot, { status: 'blocked', reason, error: null });
      }
      return;
    }
    if (slot.wanted === wanted) return;
    slot.wanted = wanted;
    if (kinds.get(cell.kind)?.compute === null) {
      change(slot, { status: 'fresh', reason: null, error: null });
      return;
    }
    const known = cache.get(wanted);
    if (known) {
      slot.abort?.abort();
      const { value: result, elapsed, startedAt } = known;
      change(slot, { ...IDLE, status: 'fresh', result, elapsed, startedAt });
    } else if (slot.state.status !== 'running') {
      change(slot, { status: 'stale', reason: null, error: null });
    }
  }

  /** Cheap cells whose inputs are all fresh run by themselves; a failed one waits for a change. */
  function rerunCheap(): void {
    if (!document) return;
    const { order, reads } = dependencyGraph(document, kinds);
    for (const id of order) {
      const kind = kinds.get(cellWithId(document, id).kind);
      const slot = slotOf(id);
      if (kind?.cost !== 'cheap' || slot.state.status !== 'stale' || slot.declined === slot.wanted) continue;
      if ((reads.get(id) ?? []).every((input) => slotOf(input).state.status === 'fresh')) void enqueue(id);
    }
  }

  function enqueue(id: string): Promise<void> {
    const slot = slotOf(id);
    if (slot.state.status === 'queued') return queue;
    if (slot.state.status !== 'running') change(slot, { status: 'queued', error: null });
    // A failure of the scheduler itself reaches whoever waits, and stops nobody else.
    const next = (): Promise<void> => execute(id);
    queue = queue.then(next, next);
    return queue;
  }

  /** The fresh results that a cell reads, with those that they were made from; else why it has to wait. */
  function inputsOf(cell: CellDocument): Record<string, CellInput> | string {
    const inputs: Record<string, CellInput> = {};
    for (const name of Object.keys(kinds.get(cell.kind)?.inputs ?? {})) {
      const source = document?.cells.find((c) => c.id === cell.inputs[name]);
      const upstream = source && slots.get(source.id);
      if (!source || !upstream) continue;
      if (upstream.state.status !== 'fresh') return `waits for ${source.title}`;
      const above = inputsOf(source);
      if (typeof above === 'string') return above;
      inputs[name] = { cell: source.id, result: upstream.state.result, inputs: above };
    }
    return inputs;
  }

  async function execute(id: string): Promise<void> {
    const cell = document?.cells.find((c) => c.id === id);
    const slot = slots.get(id);
    if (!cell || !slot || slot.state.status !== 'queued' || slot.wanted === null) return;
    const kind = kinds.get(cell.kind);
    if (!kind?.compute) return;
    const inputs = inputsOf(cell);
    if (typeof inputs === 'string') {
      change(slot, { status: 'stale', reason: inputs });
      return;
    }

    const key = slot.wanted;
    const abort = new AbortController();
    slot.abort = abort;
    const startedAt = Date.now();
    // The clock on the wall may be set while a cell runs.
    const began = performance.now();
    change(slot, {
      status: 'running',
      startedAt,
      stageStartedAt: startedAt,
      progress: null,
      partial: undefined,
      error: null,
      reason: null,
    });
    const context: ComputeContext = {
      ...makeContext(id, abort.signal),
      cell: id,
      signal: abort.signal,
      progress: (report) => {
        if (abort.signal.aborted) return;
        const fresh = report.stage !== slot.state.progress?.stage;
        change(slot, { progress: report, ...(fresh ? { stageStartedAt: Date.now() } : {}) });
      },
      partial: (value) => {
        if (!abort.signal.aborted) change(slot, { partial: value });
      },
    };
    try {
      const result = await kind.compute(context, cell.params, inputs);
      if (abort.signal.aborted) throw new Problem('cancelled', 'cancelled', { cell: id });
      const elapsed = Math.round(performance.now() - began);
      cache.set(key, { value: result, elapsed, startedAt });
      const status = slot.wanted === key ? 'fresh' : 'stale';
      change(slot, { status, result, elapsed, partial: undefined, progress: null });
    } catch (error) {
      const data = toProblemData(error, id);
      const cancelled = abort.signal.aborted || data.code === 'cancelled';
      const now = slotOf(id).state.status;
      change(slot, {
        // A cached result, or a lost input, may have taken the cell over meanwhile.
        status: now !== 'running' ? now : cancelled ? 'stale' : 'failed',
        error: cancelled ? null : data,
        elapsed: cancelled ? slot.state.elapsed : Math.round(performance.now() - began),
        partial: undefined,
        progress: null,
      });
      if (cancelled) dropWaiting(id);
    } finally {
      slot.abort = null;
    }
    refreshAll();
    const { again } = slot;
    slot.again = false;
    if (again && slotOf(id).state.status === 'stale' && !abort.signal.aborted) {
      change(slot, { status: 'queued' });
      // Before those in the queue that wait for it.
      await execute(id);
      return;
    }
    rerunCheap();
  }

  /** Queued cells that would have read a cancelled one go back to stale. */
  function dropWaiting(cancelled: string): void {
    if (!document) return;
    for (const id of dependantsOf(dependencyGraph(document, kinds), cancelled)) {
      const slot = slotOf(id);
      if (slot.state.status === 'queued') change(slot, { status: 'stale' });
    }
  }

  function cancel(cell: string): void {
    const slot = slots.get(cell);
    if (slot) slot.declined = slot.wanted;
    if (slot?.state.status === 'queued') {
      change(slot, { status: 'stale' });
      dropWaiting(cell);
    }
    slot?.abort?.abort();
  }

  /** A cell and all stale cells that it needs, in running order. */
  function enqueueWithUpstream(id: string): void {
    if (!document) return;
    for (const one of [...upstreamOf(dependencyGraph(document, kinds), id), id]) {
      const slot = slotOf(one);
      const { status } = slot.state;
      if (status === 'stale' || status === 'failed') void enqueue(one);
      else if (status === 'running') slot.again = true;
    }
  }

  return {
    state: (cell) => slots.get(cell)?.state ?? IDLE,
    update,
    async run(cell) {
      const slot = slots.get(cell);
      if (slot?.state.status === 'fresh') return;
      enqueueWithUpstream(cell);
      await queue;
    },
    async runAll() {
      if (!document) return;
      for (const id of dependencyGraph(document, kinds).order) enqueueWithUpstream(id);
      await queue;
    },
    cancel,
    cancelAll() {
      // First those that wait, or the end of one would start the next.
      const order = [...slots].sort(([, a], [, b]) => Number(a.abort !== null) - Number(b.abort !== null));
      for (const [id] of order) cancel(id);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => changes,
  };
}
