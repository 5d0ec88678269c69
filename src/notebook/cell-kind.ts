import { Problem } from '../core/problem.ts';
import { issueText } from './issue-text.ts';
import type { Json, JsonObject } from './json.ts';
import type { z } from './zod.ts';

export interface InputSpec {
  /** Kinds of cell that can be plugged in. */
  kinds: readonly string[];
  optional?: boolean;
  /** A new cell leaves it empty, whatever would fit. */
  byHand?: boolean;
  /**
   * What a result depends on of the cell plugged in: the features that it gives, or its result alone. Where nothing
   * is told it is all of that and of the cells behind it, which a computation may look up to.
   */
  reads?: 'features' | 'result';
  /** Said before the choice; `from` where absent. */
  label?: string;
  /** What the choice of no cell is called; `none` where absent. */
  none?: string;
}

/** What some of the columns that a cell gives depend on, see `CellKindSchema.dependsOn`. */
export interface ColumnDependence {
  /** What of the parameters; null where those columns are handed on as they came. */
  params: Json | null;
  /** Columns of the input `data` that they depend on. */
  columns: string[];
}

/** Brings parameters and view from version - 1 to `version`. */
export interface CellMigration {
  version: number;
  /** What changed, in a few words: `min_samples in place of minPts`. */
  name: string;
  /** Pure; may return its arguments changed in place. `inputs` only where an input was renamed. */
  up(
    params: JsonObject,
    view: JsonObject,
    inputs: Record<string, string>,
  ): { params: JsonObject; view: JsonObject; inputs?: Record<string, string> };
}

/**
 * What a kind of cell tells the notebook about itself. The kinds live in src/cells; the notebook gets them
 * as an argument and so knows none of them by name.
 */
export interface CellKindSchema<P = unknown> {
  kind: string;
  /** Of params and view; 1 at first. Raised with a migration for every change that old files would notice. */
  version: number;
  /** Title of a new cell, and the name of the kind in menus: `Embed`. */
  title: string;
  inputs: Readonly<Record<string, InputSpec>>;
  /** Checks and completes parameters; throws a Problem that names the place. See `paramsParser`. */
  parse(params: unknown): P;
  /** A fresh object each time, which `parse` leaves as it is. */
  defaults(): P;
  /** One for each version from 2 to `version`, in order. */
  migrations: readonly CellMigration[];
  /** Where the result depends on a selection: 'current', or the id of a named one; else null. */
  readsSelection?(params: P): string | null;
  /**
   * Where it hands on what its input `data` gives, with more behind it: what the features and the columns of those names
   * depend on, so that a change of another column makes nothing stale. All that is not told here is taken to matter.
   */
  dependsOn?(params: P, columns: ReadonlySet<string>): ColumnDependence;
}

export type CellKinds = ReadonlyMap<string, CellKindSchema>;

/** `parse` of a CellKindSchema from a zod schema; the Problem says `invalid params.eps: -1; expected a number > 0`. */
export function paramsParser<P>(schema: z.ZodType<P>): (params: unknown) => P {
  return (params) => {
    const parsed = schema.safeParse(params);
    if (parsed.success) return parsed.data;
    throw new Problem('bad-parameter', issueText(parsed.error.issues[0], params, 'params'));
  };
}
