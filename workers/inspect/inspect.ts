import type { EffectList } from '../../src/core/explain/effect.ts';
import { computeEffects } from '../../src/core/explain/effects.ts';
import { valueAtRank } from '../../src/core/explain/ranked-column.ts';
import { type RankedColumns, rankColumns, rankMore } from '../../src/core/explain/ranked-columns.ts';
import { summarise } from '../../src/core/explain/summarise.ts';
import { Problem } from '../../src/core/problem.ts';
import { columnsOnLog, proposeColumns } from '../../src/core/rq/propose.ts';
import type { Bits } from '../../src/core/table/bits.ts';
import type { ColumnRef, SelectionStep } from '../../src/core/table/clause.ts';
import { type Column, isNumeric } from '../../src/core/table/column.ts';
import { type Resolved, resolveSteps } from '../../src/core/table/resolve.ts';
import type { Table } from '../../src/core/table/table.ts';
import type { InspectApi } from './api.ts';

/** The table in hand, and what was made of it once. */
interface Loaded {
  /** As loaded, and with it the measured columns of other cells. */
  own: Table;
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
  const measuredCells = new Set<string>();
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
  const resolve = (steps: readonly SelectionStep[]): Resolved =>
    resolveSteps(steps, table().table.rows, lookup);
  /** After the measured columns of other cells changed: ranks those that are new. */
  const extendTable = (): void => {
    const state = table();
    const columns = [...state.own.columns];
    const names = new Set(columns.map(({ name }) => name));
    for (const cell of measuredCells) {
      for (const column of cells.get(cell)?.values() ?? []) {
        if (names.has(column.name)) continue;
        names.add(column.name);
        columns.push(column);
      }
    }
    loaded = withColumns(state, { rows: state.own.rows, columns });
  };
  const effectsOf = (selected: Bits, against: Bits | null, columns: readonly string[]): EffectList => {
    const state = table();
    if (columns.length === 0) return computeEffects(state.ranked, selected, against, state.compared);
    return computeEffects(rankedWith(state, columns), selected, against, columns);
  };

  return {
    async load(cell, given, logNames, progress) {
      cells.clear();
      measuredCells.clear();
      setCell(cell, given.columns);
      const log = logNames === null ? logColumns(given) : new Set(logNames);
      const compared = comparedColumns(given.columns);
      loaded = {
        own: given,
        table: given,
        log,
        ranked: rankColumns(
          compared.map((column) => ({ column, log: log.has(column.name) })),
          progress,
        ),
        compared: compared.map(({ name }) => name),
        extended: null,
      };
      for (const steps of rehearsals(cell, loaded)) effectsOf(resolve(steps).selected, null, []);
    },

    async setColumns(cell, columns, measured = false) {
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
      if (!measured) return;
      measuredCells.add(cell);
      extendTable();
    },

    async dropColumns(cell) {
      cells.delete(cell);
      if (measuredCells.delete(cell)) extendTable();
    },

    async summaries(progress) {
      const { columns } = table().table;
      return columns.map((column, done) => {
        progress({ stage: 'summarising columns', done, total: columns.length });
        const known = table().ranked.columns.find(({ name }) => name === column.name);
        return summarise(column, table().log.has(column.name), known);
      });
    },

    async compare(selection, against, columns) {
      const { selected } = resolve(selection);
      return effectsOf(selected, against === null ? null : resolve(against).selected, columns);
    },

    async rows(selection) {
      return resolve(selection);
    },

    async effects(selected, against, columns) {
      checkRows('a selection', selected);
      checkRows('a selection to compare with', against);
      return effectsOf(selected, against, columns);
    },
  };
}

function logColumns(table: Table): Set<string> {
  return new Set(columnsOnLog(proposeColumns(table)));
}

function comparedColumns(columns: readonly Column[]): Column[] {
  return columns.filter(
    (column) => isNumeric(column) && (column.role === 'feature' || column.role === 'position'),
  );
}

/** Another set of columns behind the table's own; what was ranked of them is kept. */
function withColumns(state: Loaded, table: Table): Loaded {
  const before = new Set(state.table.columns);
  const added = table.columns.filter((column) => !before.has(column));
  const log = new Set(state.log);
  const addedLog = logColumns({ rows: table.rows, columns: added });
  for (const { name } of added) {
    if (addedLog.has(name)) log.add(name);
    else log.delete(name);
  }
  const changed = new Set(added.map(({ name }) => name));
  const names = new Set(comparedColumns(table.columns).map(({ name }) => name));
  const columns = state.ranked.columns.filter(({ name }) => names.has(name) && !changed.has(name));
  const toRank = comparedColumns(added).map((column) => ({ column, log: log.has(column.name) }));
  return {
    own: state.own,
    table,
    log,
    ranked: rankMore({ columns, left: state.ranked.left }, toRank),
    compared: [...names],
    extended: null,
  };
}

/** Values to be looked at before code can be taken for compiled. */
const REHEARSED_VALUES = 2e6;

/**
 * Lassos to answer once at load, so that the first of the user meets compiled code: it takes 3 to 5 times as long
 * without. One does for a large table.
 */
function rehearsals(cell: string, { table, ranked }: Loaded): SelectionStep[][] {
  const drawn = ranked.columns.filter(({ order }) => order.length > 0).slice(0, 2);
  if (drawn.length < 2) return [];
  const count = Math.min(4, Math.ceil(REHEARSED_VALUES / (table.rows * ranked.columns.length)));
  return Array.from({ length: count }, (_, i) => {
    const [[left, x, right], [bottom, y, top]] = drawn.map((column) =>
      [0.1 * (i + 1), 0.5, 1 - 0.1 * (i + 1)].map((p) =>
        valueAtRank(column, Math.floor(p * (column.order.length - 1))),
      ),
    );
    return [
      {
        mode: 'replace',
        clause: {
          type: 'polygon',
          x: `${cell}:${drawn[0].name}`,
          y: `${cell}:${drawn[1].name}`,
          xScale: 'linear',
          yScale: 'linear',
          points: [
            [left, y],
            [x, bottom],
            [right, y],
            [x, top],
          ],
        },
      },
    ];
  });
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
