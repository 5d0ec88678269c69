import { Menu } from '../../ui/Menu.tsx';
import { runCommand } from '../commands.ts';
import { useOutcrop } from '../context.ts';

/** The notebook for others: as a page, as Python, for a logbook. */
export function ShareMenu() {
  const outcrop = useOutcrop();
  const command = (id: string) => () => runCommand(outcrop, id);
  return (
    <Menu
      label="Share"
      align="right"
      items={[
        { label: 'HTML report', onPick: command('share-html') },
        { label: 'Jupyter (.ipynb)', onPick: command('share-ipynb') },
        { label: 'Python (.py)', onPick: command('share-py') },
        { label: 'Markdown with figures (.zip)', onPick: command('share-md') },
        { label: 'Check this notebook …', onPick: command('check') },
      ]}
    />
  );
}
