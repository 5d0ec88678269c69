import { describeFiles } from '../../cells/data/source.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { useApp, useOutcrop, useSession } from '../context.ts';

/** A file was dropped on a notebook whose run has been looked at: it may be meant to stand beside that. */
export function DropDialog({ onClose }: { onClose(): void }) {
  const { actions } = useOutcrop();
  const files = useApp((app) => app.dropped);
  const title = useSession((s) => s.document.title);
  if (!files) return null;
  return (
    <Dialog title={describeFiles(files.map(({ name }) => name))} onClose={onClose}>
      <div className="start-ways">
        <button type="button" className="start-way" onClick={() => void actions.compareWith(files)}>
          <strong>Compare it</strong>
          <span>
            What is new in {files.length > 1 ? 'them' : 'it'} since the run of {title}: beside it, in this
            notebook.
          </span>
        </button>
        <button type="button" className="start-way" onClick={() => void actions.openDropped(files, true)}>
          <strong>Open it by itself</strong>
          <span>As a new notebook; this one is kept among the recent ones.</span>
        </button>
      </div>
    </Dialog>
  );
}
