import { lazy, Suspense, useEffect } from 'react';
import { DrawingContext } from '../plots/drawing-service.ts';
import { DropDialog } from './compare/DropDialog.tsx';
import { OutcropContext, useApp, useOutcrop, useSession } from './context.ts';
import { Palette } from './palette/Palette.tsx';
import { DropZone } from './shell/DropZone.tsx';
import { Inspector } from './shell/Inspector.tsx';
import { Message } from './shell/Message.tsx';
import { NotebookView } from './shell/NotebookView.tsx';
import { OpeningDialog } from './shell/OpeningDialog.tsx';
import { Outline } from './shell/Outline.tsx';
import { TopBar } from './shell/TopBar.tsx';
import { KeepNotices } from './start/KeepNotices.tsx';
import { StartDialog } from './start/StartDialog.tsx';
import type { Started } from './start-outcrop.ts';
import { followSystem } from './theme.ts';
import { useKeys } from './use-keys.ts';

/** Loaded when they are first opened. */
const ChooseDialog = lazy(() => import('./choose/ChooseDialog.tsx'));
const AddressDialog = lazy(() => import('./address/AddressDialog.tsx'));
const CheckDialog = lazy(() => import('./share/CheckDialog.tsx'));
const ExportRowsDialog = lazy(() => import('./export-rows/ExportRowsDialog.tsx'));
const KeysDialog = lazy(() => import('./shell/KeysDialog.tsx'));
const SimulateDialog = lazy(() => import('./start/SimulateDialog.tsx'));
const FlagDialog = lazy(() => import('./flags/FlagDialog.tsx'));
const MergeDialog = lazy(() => import('./flags/MergeDialog.tsx'));
const ExportCutsDialog = lazy(() => import('./flags/ExportCutsDialog.tsx'));

export function App({ outcrop }: { outcrop: Started }) {
  return (
    <OutcropContext value={outcrop}>
      <DrawingContext value={outcrop.drawing}>
        <Shell outcrop={outcrop} />
      </DrawingContext>
    </OutcropContext>
  );
}

/** For those who hear the page: what a command did out of their sight. */
function Said() {
  const said = useApp((app) => app.said);
  return (
    <p className="visually-hidden" aria-live="polite">
      {said}
    </p>
  );
}

function Shell({ outcrop }: { outcrop: Started }) {
  const theme = useApp((app) => app.theme);
  const dialog = useApp((app) => app.dialog);
  const choosing = useApp((app) => app.choosing);
  const title = useSession((session) => session.document.title);
  const { app } = useOutcrop();
  const close = (): void => app.setState({ dialog: null });
  useKeys();
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  useEffect(() => followSystem((theme) => app.setState({ theme })), [app]);
  useEffect(() => {
    document.title = `${title} · Outcrop`;
  }, [title]);
  return (
    <div className="shell">
      <a className="skip" href="#notebook">
        Skip to the notebook
      </a>
      <TopBar />
      <KeepNotices keeper={outcrop.keeper} />
      <Outline />
      <NotebookView />
      <Inspector />
      <Message />
      <DropZone />
      <OpeningDialog />
      {dialog === 'start' && (
        <StartDialog storage={outcrop.storage} keeper={outcrop.keeper} onClose={close} />
      )}
      {dialog === 'palette' && <Palette storage={outcrop.storage} onClose={close} />}
      {dialog === 'dropped' && <DropDialog onClose={close} />}
      <Suspense>
        {choosing && <ChooseDialog key={choosing.name} choosing={choosing} />}
        {dialog === 'simulate' && <SimulateDialog onClose={close} />}
        {dialog === 'export-rows' && <ExportRowsDialog onClose={close} />}
        {dialog === 'address' && <AddressDialog onClose={close} />}
        {dialog === 'check' && <CheckDialog onClose={close} />}
        {dialog === 'keys' && <KeysDialog onClose={close} />}
        {dialog === 'flag' && <FlagDialog onClose={close} />}
        {dialog === 'flag-merge' && <MergeDialog onClose={close} />}
        {dialog === 'export-cuts' && <ExportCutsDialog onClose={close} />}
      </Suspense>
      <Said />
    </div>
  );
}
