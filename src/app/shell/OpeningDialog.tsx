import { useEffect, useState } from 'react';
import type { ProgressReport } from '../../core/progress.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { bytes } from '../../ui/numbers.ts';
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
      {opening.memory !== undefined && opening.memory > 0 && (
        <p className="soft">{memoryLine(opening.memory, opening.report)}</p>
      )}
    </Dialog>
  );
}

/** Columns are filled as the file is read, so that its share is theirs. */
function memoryLine(memory: number, report: ProgressReport | null): string {
  if (report?.stage.endsWith('fingerprint')) return `The table has about ${bytes(memory)} of memory.`;
  const read = report?.stage === 'reading' && report.total > 0 ? report.done / report.total : null;
  const soFar = read === null ? '' : `, about ${bytes(memory * Math.min(1, read))} so far`;
  return `The table takes about ${bytes(memory)} of memory${soFar}.`;
}
