import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { computeCluster } from '../src/cells/cluster/compute.ts';
import { clusterKind } from '../src/cells/cluster/kind.ts';
import type { ComputeContext } from '../src/cells/contract.ts';
import { computeData } from '../src/cells/data/compute.ts';
import { noOverrides } from '../src/cells/data/params.ts';
import { computeEmbed } from '../src/cells/embed/compute.ts';
import { embedKind } from '../src/cells/embed/kind.ts';
import { Problem } from '../src/core/problem.ts';
import type { Progress } from '../src/core/progress.ts';
import { countBits } from '../src/core/table/bits.ts';
import { findColumn } from '../src/core/table/table.ts';
import type { Jobs } from '../src/engine/jobs.ts';
import { formatShare } from '../src/export/report/format-number.ts';
import type { ExploreCommand } from './arguments.ts';
import { chooseFeatures } from './choose-features.ts';
import { diskProblem, makeFolder } from './disk.ts';
import { heldOutFigures } from './held-out.ts';
import { labelsFile } from './labels-file.ts';
import { profileClusters, proposeProfileCuts } from './profiles.ts';
import { readFiles } from './read-files.ts';
import { reportPage } from './report/page.ts';
import { clusterEntry, qualityEntry, type ResultFile } from './result-file.ts';
import { compareWithTruth } from './truth-table.ts';

/** Reads, embeds, clusters and explains by the computations of the cells, and writes the three files. */
export async function explore(command: ExploreCommand, jobs: Jobs, progress: Progress): Promise<string> {
  const what = command.files.join(', ');
  await makeFolder(command.out);
  const result = await analyse(command, what, jobs, progress).catch((error: unknown) => {
    if (error instanceof Problem && !command.files.some((file) => error.message.includes(file))) {
      throw new Problem(error.code, `${what}: ${error.message}`, { cause: error });
    }
    throw error;
  });
  for (const [name, text] of Object.entries(result.files)) {
    const path = join(command.out, name);
    await writeFile(path, text).catch(diskProblem(path));
  }
  return `${what}: ${result.summary}; see ${join(command.out, 'report.html')}`;
}

async function analyse(
  command: ExploreCommand,
  what: string,
  jobs: Jobs,
  progress: Progress,
): Promise<{ files: Record<string, string>; summary: string }> {
  const clock = stopwatch();
  const { outcome, files } = await readFiles(command.files, jobs, progress, command.tables, command.allow);
  const context = (cell: string): ComputeContext => ({
    cell,
    signal: new AbortController().signal,
    progress,
    partial: () => undefined,
    jobs: { ...jobs, read: async () => outcome },
    files: {
      bundled: async () => new Blob(),
      opened: async () => new Blob(),
    },
    inspection: () => Promise.reject(new Problem('internal', 'no inspection in a headless run')),
    memo: (_key, make) => make(),
  });
  if (command.truth !== null && !findColumn(outcome.table, command.truth)) {
    const known = outcome.table.columns.map((column) => column.name).join(', ');
    throw new Problem(
      'bad-parameter',
      `${what} has no column ${command.truth}, named by --truth; it has ${known}`,
    );
  }
  const data = await computeData(context('data'), {
    ...noOverrides,
    source: { type: 'file', key: outcome.sha256, name: what, size: outcome.bytes },
    overrides: command.truth === null ? {} : { [command.truth]: { role: 'truth', feature: false } },
  });
  const { features, excluded } = chooseFeatures(data, command.features, what);
  const load = clock.lap();

  const embedParams = {
    ...embedKind.defaults(),
    method: command.embed,
    sample: command.sample,
    seed: command.seed,
  };
  const inputs = { data: { cell: 'data', result: { ...data, features } } };
  const plane = await computeEmbed(context('embed'), embedParams, inputs);
  clock.lap();
  const clustering = await computeCluster(context('cluster'), clusterKind.parse(command.clustering), {
    embed: { cell: 'embed', result: plane, inputs },
  });
  const cluster = clock.lap();
  const compared = await profileClusters(data, clustering, jobs, progress);
  const weighed = await heldOutFigures(compared, data, clustering, command.seed, jobs, progress);
  const explain = clock.lap();
  const profiles = await proposeProfileCuts(weighed, data, clustering, command.seed, jobs, progress);
  const cut = clock.lap();

  const dropped = new Set(plane.excluded.map(({ column }) => column));
  const kept = features.filter(({ column }) => !dropped.has(column));
  const leftOut = data.table.rows - countBits(plane.used);
  const result: ResultFile = {
    rows: data.table.rows,
    fitted_rows: countBits(plane.fitted ?? plane.used),
    features: kept,
    excluded: [...excluded, ...plane.excluded],
    seed: command.seed,
    timings_ms: {
      load,
      knn: plane.timings.knn ?? 0,
      graph: plane.timings.graph ?? 0,
      layout: (plane.timings.start ?? 0) + (plane.timings.layout ?? 0) + (plane.timings.transform ?? 0),
      quality: plane.timings.quality ?? 0,
      outliers: plane.timings.outliers ?? 0,
      cluster,
      explain,
      cut,
      total: clock.total(),
    },
    // maxRSS comes in kB.
    peak_rss_mb: process.resourceUsage().maxRSS / 1024,
    quality: qualityEntry(plane),
    clusters: profiles.map((profile) => clusterEntry(profile, kept)),
    warnings: [
      ...data.warnings,
      ...plane.warnings,
      ...(leftOut > 0 ? [`${leftOut} of ${data.table.rows} rows are not in the plane`] : []),
      ...clustering.flags.filter((flag) => flag.level === 'warn').map((flag) => flag.text),
    ],
  };
  const truthColumn = command.truth === null ? undefined : findColumn(data.table, command.truth);
  const truth = truthColumn ? compareWithTruth(truthColumn, clustering.labels) : null;
  const page = reportPage({ what, files, result, plane, clustering, profiles, truth, made: new Date() });
  const noise = `${formatShare(clustering.noise / data.table.rows)} noise`;
  return {
    files: {
      'result.json': `${JSON.stringify(result, null, 2)}\n`,
      'labels.csv': labelsFile(plane.x, plane.y, clustering.labels),
      'report.html': page,
    },
    summary: `${counted(data.table.rows, 'row')}, ${counted(kept.length, 'feature')}, ${counted(clustering.sizes.length, 'cluster')}, ${noise}`,
  };
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

function stopwatch(): { lap(): number; total(): number } {
  const start = performance.now();
  let last = start;
  return {
    lap() {
      const now = performance.now();
      const lap = now - last;
      last = now;
      return lap;
    },
    total: () => performance.now() - start,
  };
}
