import { Dialog } from '../../ui/Dialog.tsx';
import { useApp, useOutcrop, useSession } from '../context.ts';

/** A file was dropped on a notebook whose run has been looked at: it may be meant to stand beside that. */
export function DropDialog({ onClose }: { onClose(): void }) {
  const { actions } = useOutcrop();
  const file = useApp((app) => app.dropped);
  const title = useSession((s) => s.document.title);
  if (!file) return null;
  return (
    <Dialog title={file.name} onClose={onClose}>
      <div className="start-ways">
        <button type="button" className="start-way" onClick={() => void actions.compareWith(file)}>
          <strong>Compare it</strong>
          <span>What is new in it since the run of {title}: beside it, in this notebook.</span>
        </button>
        <button type="button" className="start-way" onClick={() => void actions.openDropped(file, true)}>
          <strong>Open it by itself</strong>
          <span>As a new notebook; this one is kept among the recent ones.</span>
        </button>
      </div>
    </Dialog>
  );
}
