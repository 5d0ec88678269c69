import { useEffect, useState } from 'react';
import { Dialog } from '../../ui/Dialog.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import type { Opening } from '../app-store.ts';
import { useApp } from '../context.ts';

/** Shorter waits show nothing, so that small files do not flash. */
const PATIENCE_MS = 250;

/** Shown while a file is read, before any notebook is changed for it. */
export function OpeningDialog() {
  const opening = useApp((a) => a.opening);
  return opening && <Shown key={opening.startedAt} opening={opening} />;
}

function Shown({ opening }: { opening: Opening }) {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!long) return null;
  return (
    <Dialog title={`Opening ${opening.what}`} onClose={opening.cancel}>
      <ProgressBar
        report={opening.report}
        startedAt={opening.startedAt}
        stageStartedAt={opening.stageStartedAt}
        onCancel={opening.cancel}
      />
    </Dialog>
  );
}
