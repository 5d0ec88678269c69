import type { InspectApi } from '../../workers/inspect/api.ts';
import type { Frame, Inspection } from '../cells/contract.ts';
import type { DataResult } from '../cells/data/compute.ts';
import type { ColumnSummary, EffectList } from '../core/explain/effect.ts';
import { Problem } from '../core/problem.ts';
import type { Progress } from '../core/progress.ts';
import { columnsOnLog } from '../core/rq/propose.ts';
import type { Bits } from '../core/table/bits.ts';
import type { SelectionStep } from '../core/table/clause.ts';
import type { Resolved } from '../core/table/resolve.ts';

export interface Inspector {
  /** Brings the worker's copy of the columns up to date; sends only what changed. */
  sync(frame: Frame, data: DataResult, progress: Progress): Promise<void>;
  rows(selection: SelectionStep[]): Promise<Resolved>;
  /** What sets rows apart from another selection's, or from all others where null. */
  effects(selected: Bits, against: SelectionStep[] | null): Promise<EffectList>;
  summaries(progress: Progress): Promise<ColumnSummary[]>;
  inspection(dataCell: string): Promise<Inspection>;
  /** After the worker was respawned it knows nothing any more. */
  forget(): void;
}

/** Keeps the inspect worker in step with the frame, and asks it about selections. */
export function createInspector(api: InspectApi): Inspector {
  let table: unknown = null;
  let dataCell: string | null = null;
  let sent = new Map<string, unknown[]>();
  let quantities: string[] = [];
  let ready: Promise<void> = Promise.resolve();

  async function bring(frame: Frame, data: DataResult, progress: Progress): Promise<void> {
    if (table !== data.table || dataCell !== frame.dataCell) {
      await api.load(frame.dataCell, data.table, columnsOnLog(data.proposals), progress);
      table = data.table;
      dataCell = frame.dataCell;
      sent = new Map();
    }
    quantities = data.proposals
      .filter((p) => p.role === 'feature' || p.role === 'position')
      .map((p) => p.column)
      .filter((name) => data.table.columns.some((c) => c.name === name && c.type !== 'text'));
    const derived = frame.columns.filter(({ isDerived, column }) => isDerived && column.role === 'feature');
    quantities = [...new Set([...quantities, ...derived.map(({ column }) => column.name)])];
    const byCell = new Map<string, Frame['columns']>();
    for (const column of frame.columns) {
      if (column.cell === frame.dataCell) continue;
      byCell.set(column.cell, [...(byCell.get(column.cell) ?? []), column]);
    }
    for (const cell of sent.keys()) {
      if (!byCell.has(cell)) {
        await api.dropColumns(cell);
        sent.delete(cell);
      }
    }
    for (const [cell, columns] of byCell) {
      const identity = columns.map(({ column }) => (column.type === 'text' ? column.codes : column.values));
      const before = sent.get(cell);
      if (before && before.length === identity.length && before.every((b, i) => b === identity[i])) continue;
      await api.setColumns(
        cell,
        columns.map(({ column }) => column),
        columns[0].isDerived,
      );
      sent.set(cell, identity);
    }
  }

  return {
    sync(frame, data, progress) {
      ready = ready.catch(() => undefined).then(() => bring(frame, data, progress));
      return ready;
    },
    async rows(selection) {
      await ready;
      return api.rows(selection);
    },
    async effects(selected, against) {
      await ready;
      const others = against === null ? null : (await api.rows(against)).selected;
      return api.effects(selected, others, quantities);
    },
    async summaries(progress) {
      await ready;
      return api.summaries(progress);
    },
    async inspection(wanted) {
      await ready;
      if (wanted !== dataCell) {
        throw new Problem(
          'bad-data',
          'the events of this cell are not the ones that the inspector holds now',
        );
      }
      return {
        effects: (of, against, columns) => api.compare(of, against, columns),
        rows: (of) => api.rows(of),
      };
    },
    forget() {
      table = null;
      dataCell = null;
      sent = new Map();
    },
  };
}
