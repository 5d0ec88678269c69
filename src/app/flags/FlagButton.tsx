import { runCommand } from '../commands.ts';
import { useOutcrop } from '../context.ts';

/** In the inspector, beside what else can be done with a selection. */
export function FlagButton() {
  const outcrop = useOutcrop();
  return (
    <button
      type="button"
      className="button"
      title="Put these events into the ledger of flags (F)"
      onClick={() => runCommand(outcrop, 'flag')}
    >
      Flag …
    </button>
  );
}
