import { Dialog } from '../../ui/Dialog.tsx';
import { appCommands } from '../commands.ts';
import { shownKeys } from '../use-keys.ts';

const GROUPS = { notebook: 'Notebook', cell: 'Cells', selection: 'Selection', view: 'View' };

export function KeysDialog({ onClose }: { onClose(): void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <div className="keys">
        {Object.entries(GROUPS).map(([group, title]) => (
          <section key={group}>
            <h3>{title}</h3>
            <dl>
              {appCommands
                .filter((command) => command.group === group && command.keys !== null)
                .map((command) => (
                  <div key={command.id}>
                    <dt>
                      <kbd>{shownKeys(command.keys ?? '')}</kbd>
                    </dt>
                    <dd>{command.name}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>While drawing a lasso or a box</h3>
          <dl>
            <div>
              <dt>
                <kbd>Shift</kbd>
              </dt>
              <dd>add to the selection</dd>
            </div>
            <div>
              <dt>
                <kbd>Alt</kbd>
              </dt>
              <dd>subtract from it</dd>
            </div>
            <div>
              <dt>
                <kbd>Shift Alt</kbd>
              </dt>
              <dd>keep what is in both</dd>
            </div>
          </dl>
        </section>
        <section>
          <h3>In a plot that has the focus</h3>
          <dl>
            <div>
              <dt>
                <kbd>← → ↑ ↓</kbd>
              </dt>
              <dd>pan</dd>
            </div>
            <div>
              <dt>
                <kbd>+ −</kbd>
              </dt>
              <dd>zoom</dd>
            </div>
            <div>
              <dt>
                <kbd>0</kbd>
              </dt>
              <dd>reset the axes</dd>
            </div>
          </dl>
        </section>
      </div>
    </Dialog>
  );
}
