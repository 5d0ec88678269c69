import { runCommand } from '../commands.ts';
import { useOutcrop } from '../context.ts';
import { FlagButton } from '../flags/FlagButton.tsx';
import { RealityButton } from '../reality/RealityButton.tsx';
import { ClassifyButton } from './ClassifyButton.tsx';
import { NameSelection } from './NameSelection.tsx';

/** What can be done with the selected events, in the order of the work: name, understand, cut, flag, keep. */
export function SelectionActions() {
  const outcrop = useOutcrop();
  const { actions, app } = outcrop;
  return (
    <div className="selection-actions">
      <NameSelection />
      <button
        type="button"
        className="button"
        title="Keep this comparison as a cell of the notebook"
        onClick={() => runCommand(outcrop, 'explain')}
      >
        Explain
      </button>
      <ClassifyButton />
      <RealityButton of="selection" />
      <button
        type="button"
        className="button"
        title="The shortest cuts in the measured quantities that remove the selected events"
        onClick={() => runCommand(outcrop, 'propose-cuts')}
      >
        Cut
      </button>
      <FlagButton />
      <button
        type="button"
        className="button"
        title="These events as CSV or Parquet"
        onClick={() => app.setState({ dialog: 'export-rows' })}
      >
        Export …
      </button>
      <button
        type="button"
        className="button"
        title="Select all others (I)"
        onClick={() => actions.select({ mode: 'invert' }, 'invert the selection')}
      >
        Invert
      </button>
    </div>
  );
}
