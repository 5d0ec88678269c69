import type { StoreApi } from 'zustand/vanilla';
import { type DataPick, memoryOf, whyChoose } from '../../cells/data/pick.ts';
import { describeFiles } from '../../cells/data/source.ts';
import { Problem } from '../../core/problem.ts';
import type { Progress } from '../../core/progress.ts';
import type { Jobs } from '../../engine/jobs.ts';
import { isReadable } from '../../io/chosen.ts';
import { type FileContents, readAnything } from '../../io/format.ts';
import type { AppState } from '../app-store.ts';
import type { NamedContents } from './joined-contents.ts';

/** What is to be read, and the bytes of memory that it takes, about. */
export interface Chosen {
  /** undefined: all. */
  pick: DataPick | undefined;
  memory: number;
}

/** Files whose contents the user chooses from. */
export interface Choosing {
  name: string;
  files: { name: string; size: number; rows: number | null }[];
  /** Of all of them as one. */
  contents: FileContents & { format: string };
  why: string | null;
  /** As it was chosen before; null where nothing was. */
  before: DataPick | null;
  /** null: the user thought better of it. */
  done(chosen: Chosen | null): void;
}

/** A file with the name that is told of it. */
export interface NamedBlob {
  name: string;
  blob: Blob;
}

/** Looks into files and asks what to read of them where that is not plain. */
export type ChooseData = (
  files: readonly NamedBlob[],
  before: DataPick | null,
  always: boolean,
) => Promise<Chosen>;

/** Throws a Problem `cancelled` where the user closes the dialog. */
export function createChooseData(app: StoreApi<AppState>, jobs: Pick<Jobs, 'run'>): ChooseData {
  async function look(files: readonly NamedBlob[]): Promise<NamedContents[]> {
    const abort = new AbortController();
    const startedAt = Date.now();
    const what = describeFiles(files.map(({ name }) => name));
    const shown = { what, report: null, startedAt, stageStartedAt: startedAt, cancel: () => abort.abort() };
    app.setState({ opening: shown, dialog: null, message: null });
    const found: NamedContents[] = [];
    try {
      for (const [i, { name, blob }] of files.entries()) {
        const place = files.length > 1 ? `${name} (${i + 1} of ${files.length}): ` : '';
        const progress: Progress = (report) =>
          app.setState({ opening: { ...shown, report: { ...report, stage: place + report.stage } } });
        const contents = await jobs.run('read', { cell: 'data', signal: abort.signal }, (api) =>
          api.contents(blob, name, readAnything, progress),
        );
        found.push({ name, contents });
      }
    } finally {
      app.setState({ opening: null });
    }
    return found;
  }

  return async (files, before, always) => {
    const found = await look(files);
    const { contents, why } =
      found.length === 1
        ? { contents: found[0].contents, why: whyChoose(found[0].contents) }
        : (await import('./joined-contents.ts')).joinFound(found);
    if (why === null && !always) return { pick: undefined, memory: memoryOfAll(contents) };
    const chosen = await new Promise<Chosen | null>((done) => {
      app.setState({
        choosing: {
          name: describeFiles(files.map(({ name }) => name)),
          files: files.map(({ name, blob }, i) => ({ name, size: blob.size, rows: rowsOf(found[i]) })),
          contents,
          why,
          before,
          done,
        },
      });
    });
    app.setState({ choosing: null });
    if (chosen === null) throw new Problem('cancelled', 'cancelled');
    return chosen;
  };
}

function memoryOfAll({ tables }: FileContents): number {
  const table = tables.find(isReadable);
  return table ? memoryOf(table.columns, table.rows, readAnything) : 0;
}

function rowsOf({ contents: { tables } }: NamedContents): number | null {
  return tables.length === 1 ? tables[0].rows : null;
}
