import { computeEffects } from '../../src/core/explain/effects.ts';
import { type RankedColumns, rankColumns } from '../../src/core/explain/ranked-columns.ts';
import { summarise } from '../../src/core/explain/summarise.ts';
import { Problem } from '../../src/core/problem.ts';
import { proposeColumns } from '../../src/core/rq/propose.ts';
import { type Bits, bitsFrom } from '../../src/core/table/bits.ts';
import type { ColumnRef } from '../../src/core/table/clause.ts';
import { type Column, isNumeric } from '../../src/core/table/column.ts';
import { resolveSteps } from '../../src/core/table/resolve.ts';
import type { Table } from '../../src/core/table/table.ts';
import type { InspectApi } from './api.ts';

/** The table in hand, and what was made of it once. */
interface Loaded {
  table: Table;
  /** Columns to draw and bin over log10. */
  log: Set<string>;
  /** Features and positions, ranked at load. */
  ranked: RankedColumns;
  compared: string[];
  /** Other numeric columns, ranked when first asked for: a list of theirs and the features'. */
  extended: RankedColumns | null;
}

/** Columns of all cells as they were sent; one table is loaded at a time. */
export function createInspectApi(): InspectApi {
  const cells = new Map<string, Map<string, Column>>();
  let loaded: Loaded | null = null;

  const setCell = (cell: string, columns: readonly Column[]): void => {
    cells.set(cell, new Map(columns.map((column) => [column.name, column])));
  };
  const lookup = (ref: ColumnRef): Column | undefined => {
    const colon = ref.indexOf(':');
    return cells.get(ref.slice(0, colon))?.get(ref.slice(colon + 1));
  };
  const table = (): Loaded => {
    if (loaded === null) throw new Problem('internal', 'no table is loaded; call load() first');
    return loaded;
  };
  const checkRows = (what: string, bits: Bits | null): void => {
    const { rows } = table().table;
    if (bits !== null && bits.length !== rows) {
      throw new Problem('internal', `${what} of ${bits.length} rows; expected ${rows}, as the table has`);
    }
  };

  return {
    async load(cell, given, progress) {
      cells.clear();
      setCell(cell, given.columns);
      const log = new Set(
        proposeColumns(given).flatMap(({ column, transform }) => (transform === 'log10' ? [column] : [])),
      );
      const compared = given.columns.filter(
        (column) => isNumeric(column) && (column.role === 'feature' || column.role === 'position'),
      );
      loaded = {
        table: given,
        log,
        ranked: rankColumns(
          compared.map((column) => ({ column, log: log.has(column.name) })),
          progress,
        ),
        compared: compared.map(({ name }) => name),
        extended: null,
      };
      warmUp(loaded);
    },

    async setColumns(cell, columns) {
      for (const column of columns) {
        const rows = column.type === 'text' ? column.codes.length : column.values.length;
        if (rows !== table().table.rows) {
          throw new Problem(
            'internal',
            `column ${cell}:${column.name} has ${rows} rows; expected ${table().table.rows}, as the table has`,
          );
        }
      }
      setCell(cell, columns);
    },

    async dropColumns(cell) {
      cells.delete(cell);
    },

    async summaries(progress) {
      const { columns } = table().table;
      return columns.map((column, done) => {
        progress({ stage: 'summarising columns', done, total: columns.length });
        const known = table().ranked.columns.find(({ name }) => name === column.name);
        return summarise(column, table().log.has(column.name), known);
      });
    },

    async resolve(steps) {
      return resolveSteps(steps, table().table.rows, lookup);
    },

    async effects(selected, against, columns) {
      checkRows('a selection', selected);
      checkRows('a selection to compare with', against);
      const state = table();
      if (columns.length === 0) return computeEffects(state.ranked, selected, against, state.compared);
      return computeEffects(rankedWith(state, columns), selected, against, columns);
    },
  };
}

/** Compares once at load, so that the first lasso meets compiled code: it takes 3 to 5 times as long without. */
function warmUp({ table, ranked, compared }: Loaded): void {
  const half = bitsFrom(table.rows, (row) => row % 2 === 0);
  computeEffects(ranked, half, null, compared);
}

/** The ranked columns, with any that were not features or positions but are asked for by name. */
function rankedWith(state: Loaded, names: readonly string[]): RankedColumns {
  const has = (ranked: RankedColumns | null, name: string): boolean =>
    ranked !== null &&
    (ranked.columns.some((column) => column.name === name) ||
      ranked.left.some((left) => left.column === name));
  const wanted = state.table.columns.filter(({ name }) => names.includes(name));
  if (wanted.every(({ name }) => has(state.ranked, name))) return state.ranked;
  if (!wanted.every(({ name }) => has(state.extended, name))) {
    const all = state.table.columns.filter(
      ({ name }) => names.includes(name) || state.compared.includes(name) || has(state.extended, name),
    );
    state.extended = rankColumns(all.map((column) => ({ column, log: state.log.has(column.name) })));
  }
  return state.extended ?? state.ranked;
}

/** The one instance of a worker. */
export const inspectApi: InspectApi = createInspectApi();
