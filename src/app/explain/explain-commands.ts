import type { EffectList } from '../../core/explain/effect.ts';
import { effectsTable } from '../../core/explain/effects-table.ts';
import { toProblemData } from '../../core/problem.ts';
import { fileStem } from '../../ui/file-stem.ts';
import { count } from '../../ui/numbers.ts';
import { saveFile } from '../../ui/save-file.ts';
import { type AppCommand, onCell } from '../commands/command.ts';
import type { Outcrop } from '../context.ts';
import { selectedPopulations } from '../selected-populations.ts';

/** Writes a list of what sets a population apart; `cell` is the one that asks. */
async function save({ jobs, actions }: Outcrop, cell: string, of: string, list: EffectList): Promise<void> {
  try {
    const call = { cell, signal: new AbortController().signal };
    const file = await jobs.write(call, effectsTable(list), null, 'csv', () => undefined);
    const name = `${fileStem(`${of} set apart`)}.csv`;
    saveFile(name, file);
    actions.tell('info', `${name}: ${count(list.effects.length)} quantities written`);
  } catch (error) {
    actions.tell('bad', toProblemData(error).message);
  }
}

export const explainCommands: AppCommand[] = [
  {
    id: 'export-effects',
    name: 'Export what sets the selection apart as CSV',
    alsoCalled: ['download the ranking'],
    keys: null,
    group: 'selection',
    refusal: ({ session }) => (session.store.getState().effects === null ? 'nothing is compared yet' : null),
    run(outcrop) {
      const { effects, dataCell } = outcrop.session.store.getState();
      const [of] = selectedPopulations(outcrop.session);
      if (effects && dataCell !== null) void save(outcrop, dataCell, of.name, effects);
    },
  },
  onCell({
    id: 'export-explanation',
    name: 'Export the explanation of a cell as CSV',
    verb: 'Export',
    after: ' as CSV',
    keys: null,
    refusal: ({ cell, state }) =>
      cell.kind !== 'explain'
        ? 'the cell in focus explains nothing'
        : state?.result === undefined
          ? 'it has no result yet'
          : null,
    run: ({ cell, state }, outcrop) => void save(outcrop, cell.id, cell.title, state?.result as EffectList),
  }),
];
