import { TUTORIALS } from '../../tutorials/list.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { useOutcrop } from '../context.ts';
import type { Keeper } from '../storage/notebook-keeper.ts';
import type { NotebookStorage } from '../storage/storage.ts';
import { KeptFiles } from './KeptFiles.tsx';
import { RecentNotebooks } from './RecentNotebooks.tsx';
import './start.css';

interface StartDialogProps {
  storage: Promise<NotebookStorage | null>;
  keeper: Keeper;
  onClose(): void;
}

/** Ways to begin, and what this browser keeps: notebooks and data files. */
export function StartDialog({ storage, keeper, onClose }: StartDialogProps) {
  const { actions, app } = useOutcrop();
  return (
    <Dialog title="Begin" onClose={onClose}>
      <div className="start-ways">
        <button type="button" className="start-way" onClick={() => void actions.openFile()}>
          <strong>Open a file</strong>
          <span>
            CSV, ROOT, HDF5, Parquet, NumPy, Arrow and others, or a saved notebook. It stays on this machine.
          </span>
        </button>
        <button type="button" className="start-way" onClick={() => app.setState({ dialog: 'simulate' })}>
          <strong>Simulate a run</strong>
          <span>LZ or LUX, any number of events, any seed.</span>
        </button>
        <button type="button" className="start-way" onClick={() => actions.openWelcome()}>
          <strong>The bundled run</strong>
          <span>20,000 simulated events with a population of gas events to find.</span>
        </button>
      </div>
      <p className="soft">
        A data file on a web server:{' '}
        <button
          type="button"
          className="button"
          onClick={() => app.setState({ dialog: 'address', about: null })}
        >
          Open an address
        </button>
      </p>
      <section aria-labelledby="start-tutorials">
        <h3 id="start-tutorials">Tutorials</h3>
        <div className="start-ways">
          {TUTORIALS.map(({ id, title, about, minutes }) => (
            <button
              key={id}
              type="button"
              className="start-way"
              onClick={() => void actions.openTutorial(id)}
            >
              <strong>{title}</strong>
              <span>
                {about} About {minutes} minutes.
              </span>
            </button>
          ))}
        </div>
      </section>
      <RecentNotebooks storage={storage} keeper={keeper} onClose={onClose} />
      <KeptFiles storage={storage} />
    </Dialog>
  );
}
