import { count } from '../../ui/numbers.ts';
import { runCommand } from '../commands.ts';
import { useOutcrop, useSession } from '../context.ts';
import { FlagButton } from '../flags/FlagButton.tsx';
import { RealityButton } from '../reality/RealityButton.tsx';
import { ClassifyButton } from './ClassifyButton.tsx';
import { NameSelection } from './NameSelection.tsx';

/** What can be done with the selected events, in the order of the work: name, understand, cut, flag, keep. */
export function SelectionActions() {
  const outcrop = useOutcrop();
  const { actions, app } = outcrop;
  const selection = useSession((s) => s.document.selection);
  const selected = useSession((s) => s.selectedCount);
  return (
    <div className="selection-actions">
      <NameSelection />
      <button
        type="button"
        className="button"
        title="Keep this comparison as a cell of the notebook"
        onClick={() => actions.explain(`${count(selected)} selected events`, selection)}
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
