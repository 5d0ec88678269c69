import { useEffect, useMemo, useState } from 'react';
import { createStore } from 'zustand/vanilla';
import type { Files } from '../../cells/contract.ts';
import { cellKinds } from '../../cells/registry.ts';
import { Problem } from '../../core/problem.ts';
import { createDrawing } from '../../engine/drawing.ts';
import { createJobs } from '../../engine/jobs.ts';
import { createSession, type SessionState } from '../../engine/session.ts';
import { browserSpawn } from '../../engine/spawn-browser.ts';
import { DrawingContext } from '../../plots/drawing-service.ts';
import { Figure } from '../../plots/Figure.tsx';
import type { Theme } from '../../plots/plot.ts';
import { plotKinds } from '../../plots/registry.ts';
import type { Actions } from '../actions.ts';
import { createAppStore, createPointer } from '../app-store.ts';
import { type Outcrop, OutcropContext } from '../context.ts';
import { CellFrame } from '../shell/CellFrame.tsx';
import './gallery.css';
import { galleryNotebook } from './gallery-notebook.ts';
import { type Specimen, specimens } from './specimens.ts';

/** A real session on a small simulated run; it has no files. */
function createGallery() {
  const jobs = createJobs(browserSpawn);
  const missing = (): Promise<never> =>
    Promise.reject(new Problem('bad-file', 'the gallery has no files; its data are simulated'));
  const files: Files = { bundled: missing, opened: missing };
  const session = createSession({
    document: galleryNotebook(),
    kinds: cellKinds,
    jobs,
    files,
  });
  return {
    jobs,
    files,
    session,
    app: createAppStore(),
    drawing: createDrawing(jobs),
    pointer: createPointer(),
  };
}

type Made = ReturnType<typeof createGallery>;

/** Controls are there to be seen: nothing that is pressed changes a specimen. */
const stillActions = new Proxy({} as Actions, { get: () => () => undefined });

/** All plots and all cells in all states, for the eye and for the visual check. */
export default function Gallery() {
  const [made] = useState(createGallery);
  const [theme, setTheme] = useState<Theme>(() => made.app.getState().theme);
  const [state, setState] = useState<SessionState | null>(null);
  const [now] = useState(() => Date.now());
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    made.app.setState({ theme });
  }, [theme, made]);
  useEffect(() => {
    let current = true;
    const { store, runAll } = made.session;
    // Cheap cells run by themselves after those that they read.
    const settled = (): boolean =>
      Object.values(store.getState().cells).every(({ status }) => status === 'fresh' || status === 'blocked');
    const look = (): void => {
      if (current && settled() && store.getState().summaries) setState(store.getState());
    };
    const stop = store.subscribe(look);
    void runAll().then(look);
    return () => {
      current = false;
      stop();
    };
  }, [made]);
  const shown = useMemo(() => (state ? specimens(state, now) : []), [state, now]);
  return (
    <DrawingContext value={made.drawing}>
      <main className="gallery" aria-busy={state === null}>
        <header>
          <h1>Gallery</h1>
          <button
            type="button"
            className="button"
            onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}
          >
            {theme === 'dark' ? 'Light theme' : 'Dark theme'}
          </button>
          <a href="./">Back to the app</a>
        </header>
        <h2>Plots</h2>
        <div className="gallery-plots">
          {plotKinds.map(({ type, name, about, example, encode }) => {
            const { spec, input } = example(theme);
            return (
              <section key={type} className="specimen plot" aria-label={name}>
                <div className="plot-head">
                  <h3>{name}</h3>
                </div>
                <p className="gallery-about">{about}</p>
                <Figure model={encode(spec, input)} tool="lasso" height={spec.height} />
              </section>
            );
          })}
        </div>
        <h2>Cells</h2>
        {state === null && <p role="status">running a small notebook …</p>}
        {shown.map((specimen) => (
          <CellSpecimen key={`${specimen.cell.id} ${specimen.pose}`} made={made} specimen={specimen} />
        ))}
      </main>
    </DrawingContext>
  );
}

function CellSpecimen({ made, specimen }: { made: Made; specimen: Specimen }) {
  const { cell, state, pose } = specimen;
  const outcrop = useMemo<Outcrop>(
    () => ({
      session: { ...made.session, store: createStore(() => state) },
      app: made.app,
      actions: stillActions,
      pointer: made.pointer,
      files: made.files,
      jobs: made.jobs,
      drawing: made.drawing,
    }),
    [made, state],
  );
  const index = state.document.cells.findIndex(({ id }) => id === cell.id);
  return (
    <div className="specimen" data-kind={cell.kind} data-pose={pose}>
      <OutcropContext value={outcrop}>
        <CellFrame cell={cell} index={index} last={false} onGrab={() => undefined} />
      </OutcropContext>
    </div>
  );
}
