import type { CellState } from '../../cells/contract.ts';
import type { CellDocument } from '../../notebook/document.ts';
import type { Outcrop } from '../context.ts';

export type CommandGroup = 'notebook' | 'cell' | 'add' | 'convert' | 'selection' | 'view';

/** Something the user can do, by name: the keys, the palette, the menus and the list of keys all read this. */
export interface AppCommand {
  id: string;
  name: string;
  /** What other notebooks call it: the palette finds it by these too. */
  alsoCalled?: readonly string[];
  /** As pressed, such as `Mod-Shift-Z`; null where no key is set. */
  keys: string | null;
  /** Other keys that do the same. */
  alsoKeys?: readonly string[];
  group: CommandGroup;
  /** True where it also holds while a text field has the focus. */
  whileTyping?: boolean;
  /** Its name in the present state, such as `Undo lasso in s2_area vs s1_area`. */
  label?(outcrop: Outcrop): string;
  /** Why it cannot be done now; null where it can. */
  refusal?(outcrop: Outcrop): string | null;
  run(outcrop: Outcrop): void;
}

export interface FocusedCell {
  cell: CellDocument;
  index: number;
  last: boolean;
  state: CellState | undefined;
}

/** The cell that keys act on. */
export function focusedCell({ app, session }: Outcrop): FocusedCell | null {
  const { document, cells } = session.store.getState();
  const id = app.getState().focused;
  const index = document.cells.findIndex((cell) => cell.id === id);
  if (index < 0) return null;
  const cell = document.cells[index];
  return { cell, index, last: index === document.cells.length - 1, state: cells[cell.id] };
}

export const NO_CELL = 'no cell has the focus';

/** A command on the focused cell: named after it, and refused where there is none or `refusal` says why not. */
export function onCell(
  command: Omit<AppCommand, 'run' | 'refusal' | 'label' | 'group'> & {
    group?: CommandGroup;
    /** Such as `Delete`; the title of the cell comes after it. */
    verb: string;
    after?: string;
    refusal?(focused: FocusedCell, outcrop: Outcrop): string | null;
    run(focused: FocusedCell, outcrop: Outcrop): void;
  },
): AppCommand {
  const { verb, after = '', refusal, run, group = 'cell', ...rest } = command;
  return {
    ...rest,
    group,
    label(outcrop) {
      const focused = focusedCell(outcrop);
      return focused ? `${verb} ${focused.cell.title || focused.cell.kind}${after}` : rest.name;
    },
    refusal(outcrop) {
      const focused = focusedCell(outcrop);
      if (!focused) return NO_CELL;
      return refusal?.(focused, outcrop) ?? null;
    },
    run(outcrop) {
      const focused = focusedCell(outcrop);
      if (focused && (refusal?.(focused, outcrop) ?? null) === null) run(focused, outcrop);
    },
  };
}
