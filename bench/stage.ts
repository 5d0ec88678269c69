import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from './cases/case.ts';
import { type Python, type PythonAnswer, writeArray } from './peers/python.ts';
import type { Browser, Tab } from './places/chromium.ts';
import type { CaseRef, Place } from './places/place.ts';

/** What rows run on. */
export interface Stage {
  quick: boolean;
  /** Makes anew what is kept between benches: planes of umap-learn of which only their quality is wanted, large files. */
  fresh: boolean;
  /** Peers that are left out, by name. */
  without: readonly string[];
  root: string;
  node: Place;
  browser: Browser | null;
  python: Python | null;
  /** Version of the embedding-atlas that the page has; null where it is left out. */
  atlas: string | null;
  /** The browser's tab that rows share; Node where there is no Chromium. */
  tab(): Promise<Place>;
  /** Puts a case where pages, Node and Python find it. */
  put(data: Case): CaseRef;
  /** null where the package is not there; throws where it fails. */
  ask(job: string, data: Case, request: Record<string, unknown>): Promise<PythonAnswer | null>;
  tell(line: string): void;
}

/** @param folder that of the bench's page. */
export function createStage(
  parts: Pick<Stage, 'quick' | 'fresh' | 'without' | 'root' | 'node' | 'browser' | 'python' | 'atlas'>,
  folder: string,
): Stage & { close(): Promise<void> } {
  let shared: Tab | null = null;
  const cases = join(folder, 'cases');
  const fileOf = (name: string): string => join(cases, `${name}.bin`);
  mkdirSync(cases, { recursive: true });
  const stage: Stage = {
    ...parts,
    async tab() {
      shared ??= (await parts.browser?.open()) ?? null;
      return shared?.place ?? parts.node;
    },
    put(data) {
      if (!existsSync(fileOf(data.name))) writeArray(fileOf(data.name), data.matrix);
      return { name: data.name, rows: data.rows, columns: data.columns };
    },
    async ask(job, data, request) {
      if (!parts.python) return null;
      const { name, rows, columns } = stage.put(data);
      const answer = await parts.python.ask({ job, matrix: fileOf(name), rows, columns, ...request });
      if (answer.error) throw new Error(`${job} in Python: ${answer.error}`);
      return answer.missing ? null : answer;
    },
    tell: (line) => console.error(`    ${line}`),
  };
  return Object.assign(stage, {
    async close() {
      await shared?.close();
      await parts.browser?.close();
      parts.python?.close();
    },
  });
}
