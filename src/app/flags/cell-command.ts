import { toProblemData } from '../../core/problem.ts';
import { runCommand } from '../commands.ts';
import type { Outcrop } from '../context.ts';
import { unseal } from '../tutorials/unseal.ts';

/** What a cell's view asks for: an act on one of its parts, else a command of the app with the cell in focus. */
export function cellCommand(outcrop: Outcrop, cellId: string, id: string, about?: string): void {
  const { app, actions } = outcrop;
  const tell = (error: unknown): void => actions.tell('bad', toProblemData(error).message);
  app.setState({ focused: cellId, about: about ?? null });
  try {
    switch (id) {
      case 'flag-edit':
        app.setState({ dialog: 'flag' });
        return;
      case 'export-cuts':
        app.setState({ dialog: 'export-cuts' });
        return;
      case 'choose-data':
        void actions.chooseData(cellId);
        return;
      case 'check-step':
        void import('../tutorials/check-step.ts')
          .then(({ checkStep }) => checkStep(outcrop, cellId, about))
          .catch(tell);
        return;
      case 'unseal':
        unseal(outcrop);
        return;
      case 'flag-withdraw':
      case 'flag-settle':
        void import('./end-flag.ts').then(({ endFlag }) => endFlag(outcrop, cellId, id, about)).catch(tell);
        return;
      default:
        runCommand(outcrop, id);
    }
  } catch (error) {
    tell(error);
  }
}
