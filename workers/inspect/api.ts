import type { ColumnSummary, EffectList } from '../../src/core/explain/effect.ts';
import type { Progress } from '../../src/core/progress.ts';
import type { Bits } from '../../src/core/table/bits.ts';
import type { SelectionStep } from '../../src/core/table/clause.ts';
import type { Column } from '../../src/core/table/column.ts';
import type { Resolved } from '../../src/core/table/resolve.ts';
import type { Table } from '../../src/core/table/table.ts';

/** Keeps one table and the columns made from it, so that a lasso is answered without sending them again. */
export interface InspectApi {
  /**
   * Takes a table as `cell`'s columns, forgetting all earlier ones; ranks its columns once. `log` names those to draw and
   * bin over log10; null finds them out from their values.
   */
  load(cell: string, table: Table, log: readonly string[] | null, progress: Progress): Promise<void>;
  /**
   * Adds or replaces the columns of another cell (the plane, cluster labels). `measured` ones (derived columns) are ranked
   * and from then on compared and summed up like the table's own, unless one of those has the name.
   */
  setColumns(cell: string, columns: Column[], measured?: boolean): Promise<void>;
  dropColumns(cell: string): Promise<void>;
  summaries(progress: Progress): Promise<ColumnSummary[]>;
  /** What sets a selection apart from another one, or from the rest where null; all that are ranked where none are named. */
  compare(
    selection: SelectionStep[],
    against: SelectionStep[] | null,
    columns: string[],
  ): Promise<EffectList>;
  /** The same of rows that are known. */
  effects(selected: Bits, against: Bits | null, columns: string[]): Promise<EffectList>;
  /** The rows of a selection; steps that cannot be applied are left out and named. */
  rows(selection: SelectionStep[]): Promise<Resolved>;
}
