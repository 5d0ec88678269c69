import { useMemo, useState } from 'react';
import { toProblemData } from '../../core/problem.ts';
import { CUT_TARGET_NAMES, CUT_TARGETS, type CutTarget } from '../../export/cuts/export-cuts.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { fileStem } from '../../ui/file-stem.ts';
import { Notice } from '../../ui/Notice.tsx';
import { saveText } from '../../ui/save-file.ts';
import { useApp, useOutcrop } from '../context.ts';
import { cutsToExport, type ExportableCuts } from './cuts-to-export.ts';
import './flags.css';

/** Cuts for other programs: the text of one form, to copy or to keep as a file. */
export default function ExportCutsDialog({ onClose }: { onClose(): void }) {
  const outcrop = useOutcrop();
  const about = useApp((app) => app.about);
  const focused = useApp((app) => app.focused);
  const [chosen, setChosen] = useState<CutTarget | null>(null);
  const [copied, setCopied] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is exported follows from what the window is about
  const { cuts, lack } = useMemo(() => {
    try {
      return { cuts: cutsToExport(outcrop), lack: null };
    } catch (error) {
      return { cuts: null, lack: toProblemData(error).message };
    }
  }, [outcrop, about, focused]);
  // A lasso has no expression, so that the first form that there is comes up.
  const target = chosen ?? CUT_TARGETS.find((each) => textIn(cuts, each).text !== null) ?? 'pandas';
  const { text, problem } = cuts ? textIn(cuts, target) : { text: null, problem: lack };
  const title = cuts?.title ?? 'cut';
  const { ending, about: use } = CUT_TARGET_NAMES[target];

  async function copy(): Promise<void> {
    if (text === null) return;
    try {
      await navigator.clipboard.writeText(text);
      setCopied('copied');
    } catch {
      setCopied('the browser lets no page copy here: select the text and press Ctrl C');
    }
  }

  function keep(): void {
    if (text === null) return;
    const stem = fileStem(`${title} ${target}`);
    saveText(`${stem}.${ending}`, text, 'text/plain');
  }

  return (
    <Dialog
      title={`Cut for other programs: ${title}`}
      onClose={onClose}
      foot={
        <>
          <span className="export-refusal" role="status">
            {copied}
          </span>
          <button type="button" className="button" disabled={text === null} onClick={keep}>
            Save as a file
          </button>
          <button
            type="button"
            className="button primary"
            disabled={text === null}
            onClick={() => void copy()}
          >
            Copy
          </button>
        </>
      }
    >
      <SelectField
        label="Written as"
        value={target}
        options={CUT_TARGETS.map((value) => ({ value, label: CUT_TARGET_NAMES[value].name }))}
        onChange={(value) => {
          setChosen(value);
          setCopied(null);
        }}
      />
      <p className="cut-about">
        {use}. Exactly the same events: a missing value is not selected, and values that stand for “missing”
        are tested for.
      </p>
      {problem !== null && <Notice level="warn">{problem}</Notice>}
      {text !== null && (
        <textarea
          className="cut-text"
          aria-label="Text of the cut"
          readOnly
          spellCheck={false}
          rows={Math.min(14, 2 + Math.ceil(text.length / 70) + text.split('\n').length)}
          value={text}
        />
      )}
    </Dialog>
  );
}

function textIn(
  cuts: ExportableCuts | null,
  target: CutTarget,
): { text: string | null; problem: string | null } {
  try {
    return { text: cuts?.text(target) ?? null, problem: null };
  } catch (error) {
    return { text: null, problem: toProblemData(error).message };
  }
}
