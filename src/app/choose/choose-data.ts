import type { StoreApi } from 'zustand/vanilla';
import { type DataPick, whyChoose } from '../../cells/data/pick.ts';
import { Problem } from '../../core/problem.ts';
import type { Progress } from '../../core/progress.ts';
import type { Jobs } from '../../engine/jobs.ts';
import { type FileContents, readAnything } from '../../io/format.ts';
import type { AppState } from '../app-store.ts';

/** A file whose contents the user chooses from. */
export interface Choosing {
  name: string;
  size: number;
  contents: FileContents & { format: string };
  why: string | null;
  /** As it was chosen before; null where nothing was. */
  before: DataPick | null;
  /** null: the user thought better of it. */
  done(pick: DataPick | null): void;
}

/** Looks into a file and asks what to read of it where that is not plain; undefined where all is read at once. */
export type ChooseData = (
  file: Blob,
  name: string,
  before: DataPick | null,
  always: boolean,
) => Promise<DataPick | undefined>;

/** Throws a Problem `cancelled` where the user closes the dialog. */
export function createChooseData(app: StoreApi<AppState>, jobs: Pick<Jobs, 'run'>): ChooseData {
  return async (file, name, before, always) => {
    const abort = new AbortController();
    const startedAt = Date.now();
    const shown = {
      what: name,
      report: null,
      startedAt,
      stageStartedAt: startedAt,
      cancel: () => abort.abort(),
    };
    const progress: Progress = (report) => app.setState({ opening: { ...shown, report } });
    app.setState({ opening: shown, dialog: null, message: null });
    const contents = await jobs
      .run('read', { cell: 'data', signal: abort.signal }, (api) =>
        api.contents(file, name, readAnything, progress),
      )
      .finally(() => app.setState({ opening: null }));
    const why = whyChoose(contents);
    if (why === null && !always) return undefined;
    const pick = await new Promise<DataPick | null>((done) => {
      app.setState({ choosing: { name, size: file.size, contents, why, before, done } });
    });
    app.setState({ choosing: null });
    if (pick === null) throw new Problem('cancelled', 'cancelled');
    return pick;
  };
}
