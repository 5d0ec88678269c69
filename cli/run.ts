import { readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cellKinds } from '../src/cells/registry.ts';
import type { ClusteringResult } from '../src/core/cluster/clustering.ts';
import type { EmbeddingResult } from '../src/core/embed/embedding.ts';
import { Problem } from '../src/core/problem.ts';
import type { Progress } from '../src/core/progress.ts';
import { APP_VERSION } from '../src/engine/app-version.ts';
import { type Drift, findDrift, hasDrifted } from '../src/engine/drift.ts';
import { onOtherData } from '../src/engine/events-to-keep.ts';
import type { Jobs } from '../src/engine/jobs.ts';
import { withRecords } from '../src/engine/provenance.ts';
import { type NotebookRun, runNotebook, whyNot } from '../src/engine/run-notebook.ts';
import type { ExportSource } from '../src/export/export-source.ts';
import { type DrawnFigure, drawFigures } from '../src/export/figures/draw-figures.ts';
import { jupyterNotebook } from '../src/export/jupyter-notebook.ts';
import { markdownPage } from '../src/export/markdown-page.ts';
import { pythonScript } from '../src/export/python-script.ts';
import { reportPage } from '../src/export/report-page.ts';
import { expectNotebookSize } from '../src/notebook/expect-notebook-size.ts';
import { type ParsedNotebook, parseNotebook } from '../src/notebook/parse-notebook.ts';
import { serialiseNotebook } from '../src/notebook/serialise-notebook.ts';
import type { ExportFormat, RunCommand } from './arguments.ts';
import { diskProblem, expectFile, makeFolder } from './disk.ts';
import { labelsFile } from './labels-file.ts';
import { findFiles } from './notebook-files.ts';
import { runResult } from './run-result.ts';

export interface RunOutcome {
  /** For stdout. */
  summary: string;
  /** One line for stderr, and exit code 1; null where all went well. */
  failure: string | null;
}

/** Contents by name. */
type Files = Record<string, string>;

/** The files of each format. */
const EXPORTS: Record<ExportFormat, (source: ExportSource) => Files | Promise<Files>> = {
  py: (source) => ({ 'notebook.py': pythonScript(source) }),
  ipynb: (source) => ({ 'notebook.ipynb': jupyterNotebook(source) }),
  async md(source) {
    const figures: DrawnFigure[] = [];
    for await (const figure of drawFigures(source)) figures.push(figure);
    const drawn = figures.flatMap(({ path, svg }) => (svg === null ? [] : [[path, svg] as const]));
    return { 'notebook.md': markdownPage(source, figures), ...Object.fromEntries(drawn) };
  },
};

/** Runs a saved notebook and writes what it found. Throws a Problem that names the notebook or its data. */
export async function run(command: RunCommand, jobs: Jobs, progress: Progress): Promise<RunOutcome> {
  const { notebook, out } = command;
  const parsed = await readNotebook(notebook);
  const found = findFiles(parsed.document, notebook, command.data);
  const startedAt = performance.now();
  const outcome = await runNotebook({ ...found, kinds: cellKinds, jobs, progress });
  const warnings = [...parsed.changes, ...found.warnings];
  for (const name of onOtherData(parsed.document, found.document))
    warnings.push(
      `${name}: made in a plane, of clusters or of single events of other data; here it holds other events`,
    );
  const check = command.check
    ? findDrift(
        outcome.document,
        cellKinds,
        parsed.document.results,
        outcome.records,
        (id) => outcome.cells[id],
      )
    : null;
  if (check && Object.keys(parsed.document.results).length === 0) {
    throw new Problem(
      'bad-notebook',
      `${notebook}: it was saved without results, so there is nothing to check against; run it in the app and save it`,
    );
  }

  await makeFolder(out);
  const labels = lastLabels(outcome);
  if (labels === null) warnings.push('labels.csv is not written: no clustering has a result');
  const result = runResult(outcome, { notebook, check, warnings, elapsed: performance.now() - startedAt });
  const source: ExportSource = { ...outcome, kinds: cellKinds, app: APP_VERSION, made: new Date() };
  const files: Record<string, string> = {
    'report.html': await reportPage(source),
    'result.json': `${JSON.stringify(result, null, 2)}\n`,
    'notebook.outcrop.json': serialiseNotebook(
      await withRecords(outcome.document, cellKinds, (id) => outcome.cells[id]),
    ),
  };
  if (labels !== null) files['labels.csv'] = labels;
  for (const format of command.exports) Object.assign(files, await EXPORTS[format](source));
  for (const [name, text] of Object.entries(files)) {
    const path = join(out, name);
    await makeFolder(dirname(path));
    await writeFile(path, text).catch(diskProblem(path));
  }
  const ran = result.cells.filter(({ state }) => state === 'fresh').length;
  const lines = [`${notebook}: ${ran} of ${result.cells.length} cells ran; see ${join(out, 'report.html')}`];
  if (check) lines.push(...check.flatMap(driftLines));
  return { summary: lines.join('\n'), failure: failureOf(notebook, outcome, check) };
}

async function readNotebook(path: string): Promise<ParsedNotebook> {
  expectFile(path);
  const { size } = await stat(path).catch(diskProblem(path));
  try {
    expectNotebookSize(size);
    return parseNotebook(await readFile(path, 'utf8').catch(diskProblem(path)), cellKinds);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(error.code, `${path}: ${error.message}`, { cause: error });
  }
}

/** `row,x,y,label` of the last clustering in the notebook that has a result. */
function lastLabels({ document, cells }: NotebookRun): string | null {
  const cluster = document.cells.findLast(
    ({ id, kind }) => kind === 'cluster' && cells[id].status === 'fresh',
  );
  const plane = cluster && cells[cluster.inputs.embed];
  if (!cluster || !plane) return null;
  const { x, y } = plane.result as EmbeddingResult;
  return labelsFile(x, y, (cells[cluster.id].result as ClusteringResult).labels);
}

function driftLines({ title, cell, verdict, details }: Drift): string[] {
  const [first, ...others] = details;
  return [
    `${verdict.padEnd(10)} ${title} (${cell}): ${first}`,
    ...others.map((line) => `${' '.repeat(11)}${line}`),
  ];
}

function failureOf(notebook: string, outcome: NotebookRun, check: Drift[] | null): string | null {
  const failed = outcome.document.cells.flatMap(({ id, title, kind }, i) => {
    const why = cellKinds.has(kind) ? whyNot(outcome, id) : null;
    return why === null ? [] : [`${notebook}: cells[${i}] (${title}): ${why}`];
  });
  if (failed.length > 0) return failed[0];
  if (!check || !hasDrifted(check)) return null;
  const drifted = check.filter(({ verdict }) => verdict === 'drifted');
  return `${notebook}: ${drifted.length} of ${check.length} cells drifted: ${drifted.map(({ title }) => title).join(', ')}`;
}
