import { Dialog } from '../../ui/Dialog.tsx';
import { appCommands } from '../commands.ts';
import { shownKeys } from '../keys.ts';

const GROUPS = {
  notebook: 'Notebook',
  cell: 'The cell with the focus',
  selection: 'Selection',
  view: 'View',
  add: 'Add a cell below',
  convert: 'Convert the cell',
};

/** What keys do outside of the commands: where the focus is says which. */
const ELSEWHERE: { title: string; keys: [keys: string, does: string][] }[] = [
  {
    title: 'Into a cell and out again',
    keys: [
      ['Enter', 'go from the cell to its first field; letters are then text'],
      ['Esc', 'go back to the cell; letters are then commands'],
      ['Tab', 'go on to the next control'],
    ],
  },
  {
    title: 'While drawing a lasso or a box',
    keys: [
      ['Shift', 'add to the selection'],
      ['Alt', 'subtract from it'],
      ['Shift Alt', 'keep what is in both'],
    ],
  },
  {
    title: 'In a plot that has the focus',
    keys: [
      ['← → ↑ ↓', 'pan'],
      ['+ −', 'zoom'],
      ['0', 'reset the axes'],
    ],
  },
];

/** Every command there is, with its keys; those without are in the palette. */
export default function KeysDialog({ onClose }: { onClose(): void }) {
  return (
    <Dialog title="Keys and commands" wide onClose={onClose}>
      <p className="keys-lead">
        <kbd>{shownKeys('Mod-K')}</kbd> finds any of these by a few letters, and cells, plots, columns and
        notebooks too. Letters alone are commands while no field has the focus.
      </p>
      <div className="keys">
        {Object.entries(GROUPS).map(([group, title]) => (
          <section key={group}>
            <h3>{title}</h3>
            <dl>
              {appCommands
                .filter((command) => command.group === group)
                .map(({ id, name, keys, alsoKeys = [] }) => (
                  <Key key={id} keys={keys === null ? [] : [keys, ...alsoKeys].map(shownKeys)} does={name} />
                ))}
            </dl>
          </section>
        ))}
        {ELSEWHERE.map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([key, does]) => (
                <Key key={key} keys={[key]} does={does} />
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function Key({ keys, does }: { keys: string[]; does: string }) {
  return (
    <div>
      <dt>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
        {keys.length === 0 && <span className="keyless">palette</span>}
      </dt>
      <dd>{does}</dd>
    </div>
  );
}
