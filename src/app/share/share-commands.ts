import type { AppCommand } from '../commands/command.ts';
import { type ShareFormat, shareNotebook } from './share-notebook.ts';

function share(format: ShareFormat, name: string): AppCommand {
  return {
    id: `share-${format}`,
    name,
    keys: null,
    group: 'notebook',
    run: (outcrop) => void shareNotebook(outcrop, format),
  };
}

/** The notebook as a file for others, and the question whether it still gives what it gave. */
export const shareCommands: AppCommand[] = [
  share('html', 'Share as an HTML report'),
  share('ipynb', 'Share as a Jupyter notebook'),
  share('py', 'Share as a Python script'),
  share('md', 'Share as Markdown with figures'),
  {
    id: 'check',
    name: 'Check this notebook',
    keys: null,
    group: 'notebook',
    refusal: ({ session }) =>
      Object.values(session.store.getState().document.results).length > 0 ||
      Object.values(session.store.getState().cells).some(({ status }) => status === 'fresh')
        ? null
        : 'it has no result to check against',
    run: ({ app }) => app.setState({ dialog: 'check' }),
  },
];
