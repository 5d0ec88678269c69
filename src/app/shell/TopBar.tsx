import { type ComponentProps, useState } from 'react';
import { Menu } from '../../ui/Menu.tsx';
import { runCommand } from '../commands.ts';
import { useApp, useOutcrop, useSession } from '../context.ts';
import { shownKeys } from '../keys.ts';
import { ShareMenu } from '../share/ShareMenu.tsx';

export function TopBar() {
  const outcrop = useOutcrop();
  const { actions } = outcrop;
  const undoLabel = useSession((s) => s.undoLabel);
  const redoLabel = useSession((s) => s.redoLabel);
  const stale = useSession((s) => countOf(s.cells, 'stale') + countOf(s.cells, 'failed'));
  const busy = useSession((s) => countOf(s.cells, 'running') + countOf(s.cells, 'queued') > 0);
  const empty = useSession((s) => s.document.cells.length === 0);
  const blocked = useSession((s) => countOf(s.cells, 'blocked'));
  const theme = useApp((a) => a.theme);
  const command = (id: string) => () => runCommand(outcrop, id);
  return (
    <header className="topbar">
      <Menu
        className="button quiet brand"
        name="Outcrop menu"
        label={
          <>
            <img src="./outcrop.svg" alt="" width={20} height={20} /> Outcrop
          </>
        }
        items={[
          { label: 'New or recent notebook …', onPick: command('start') },
          { label: 'Open a file …', keys: shownKeys('Mod-O'), onPick: command('open') },
          { label: 'Simulate a run …', onPick: command('simulate') },
          { label: 'Save as a file', keys: shownKeys('Mod-S'), onPick: command('save') },
          { label: 'Export events …', onPick: command('export-rows') },
          { label: 'The bundled run', onPick: () => actions.openWelcome() },
          { label: 'Palette', keys: shownKeys('Mod-K'), onPick: command('palette') },
          { label: 'Keys', keys: '?', onPick: command('keys') },
          { label: 'Licences', onPick: command('licences') },
        ]}
      />
      <TitleField />
      <span className="topbar-actions">
        <button type="button" className="button" onClick={command('open')}>
          Open file
        </button>
        <Control
          className="button primary"
          off={busy || stale === 0}
          title={`Run every stale cell (${shownKeys('Mod-Shift-Enter')})`}
          onClick={command('run-all')}
        >
          {busy
            ? 'Running …'
            : stale > 0
              ? `Run all (${stale} stale)`
              : blocked > 0
                ? `${blocked} blocked`
                : empty
                  ? 'Nothing to run'
                  : 'All fresh'}
        </Control>
        <Control
          className="button icon"
          aria-label="Stop all that runs"
          title={busy ? `Stop all that runs (${shownKeys('Mod-I')})` : 'Nothing runs'}
          off={!busy}
          onClick={command('cancel-all')}
        >
          ■
        </Control>
        <Control
          className="button icon"
          aria-label={undoLabel ?? 'Undo'}
          title={`${undoLabel ?? 'Nothing to undo'} (${shownKeys('Mod-Z')})`}
          off={undoLabel === null}
          onClick={actions.undo}
        >
          ↶
        </Control>
        <Control
          className="button icon"
          aria-label={redoLabel ?? 'Redo'}
          title={`${redoLabel ?? 'Nothing to redo'} (${shownKeys('Mod-Shift-Z')})`}
          off={redoLabel === null}
          onClick={actions.redo}
        >
          ↷
        </Control>
      </span>
      <span className="topbar-end">
        <SaveMark />
        <button
          type="button"
          className="button"
          onClick={command('save')}
          title={`Save as a file (${shownKeys('Mod-S')})`}
        >
          Save
        </button>
        <ShareMenu />
        <button
          type="button"
          className="button palette-button"
          aria-label="Palette"
          title={`Find a command, cell, plot, column … (${shownKeys('Mod-K')})`}
          onClick={command('palette')}
        >
          <kbd>{shownKeys('Mod-K')}</kbd>
        </button>
        <button
          type="button"
          className="button icon"
          aria-label={`Theme: ${theme}`}
          title="Light or dark"
          onClick={command('theme')}
        >
          {theme === 'dark' ? '☾' : '☀'}
        </button>
        <button
          type="button"
          className="button icon"
          aria-label="Keys"
          title="Keys and commands (?)"
          onClick={command('keys')}
        >
          ?
        </button>
      </span>
    </header>
  );
}

/** A button that is off at times, often by its own press: it keeps the focus. */
function Control({ off, onClick, ...rest }: ComponentProps<'button'> & { off: boolean }) {
  return <button type="button" {...rest} aria-disabled={off} onClick={off ? undefined : onClick} />;
}

function countOf(cells: Record<string, { status: string }>, status: string): number {
  return Object.values(cells).filter((cell) => cell.status === status).length;
}

function TitleField() {
  const { actions } = useOutcrop();
  const title = useSession((s) => s.document.title);
  const [draft, setDraft] = useState<string | null>(null);
  function commit(): void {
    if (draft !== null && draft.trim() !== '' && draft !== title)
      actions.change({ type: 'setTitle', title: draft.trim() });
    setDraft(null);
  }
  return (
    <input
      className="title-field"
      aria-label="Title of the notebook"
      value={draft ?? title}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
}

const SAVE_HELP = {
  here: 'The notebook is kept in this browser; save it as a file to share it',
  elsewhere: 'Another tab keeps this notebook; this one changes nothing of it until it takes over',
};

/** Always tells whether the work is kept, and if not, why. */
function SaveMark() {
  const save = useApp((a) => a.save);
  const at =
    save.at === null
      ? ''
      : ` ${new Date(save.at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}`;
  const text = {
    saved: save.at === null ? 'unchanged' : `saved${at}`,
    saving: 'saving …',
    unsaved: 'unsaved',
    failed: 'not saved',
    'kept-elsewhere': 'read only',
  }[save.state];
  return (
    <span
      className={`save-mark ${save.state}`}
      role="status"
      title={save.why ?? SAVE_HELP[save.state === 'kept-elsewhere' ? 'elsewhere' : 'here']}
    >
      {text}
    </span>
  );
}
