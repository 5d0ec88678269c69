import { cellKinds } from '../src/cells/registry.ts';
import { APP_VERSION } from '../src/engine/app-version.ts';
import type { Drift } from '../src/engine/drift.ts';
import { type NotebookRun, whyNot } from '../src/engine/run-notebook.ts';
import type { JsonObject } from '../src/notebook/json.ts';
import type { ResultRecord } from '../src/notebook/result-record.ts';

/** How a result came about; other programs read it. */
interface ProvenanceEntry {
  app: string;
  engine: string;
  cell_version: number;
  key: string;
  seed: number | null;
  params: JsonObject;
  reads: { input: string; cell: string; key: string }[];
  data: ResultRecord['data'];
  started: string;
  elapsed_ms: number;
}

interface CellEntry {
  id: string;
  kind: string;
  title: string;
  state: string;
  /** Why there is no result. */
  reason: string | null;
  summary: string | null;
  provenance: ProvenanceEntry | null;
  figures: Record<string, number>;
  /** Column -> the first 128 bits of its SHA-256. */
  digest: Record<string, string>;
}

/** What result.json of `run` holds; other programs read it. */
export interface RunResultFile {
  notebook: { file: string; id: string; title: string };
  app: string;
  cells: CellEntry[];
  check: (Pick<Drift, 'cell' | 'verdict' | 'details' | 'labels' | 'figures'> & { title: string })[] | null;
  warnings: string[];
  elapsed_ms: number;
  peak_rss_mb: number;
}

export function runResult(
  run: NotebookRun,
  more: { notebook: string; check: Drift[] | null; warnings: string[]; elapsed: number },
): RunResultFile {
  const { document, cells, records } = run;
  return {
    notebook: { file: more.notebook, id: document.id, title: document.title },
    app: APP_VERSION,
    cells: document.cells.map((cell): CellEntry => {
      const kind = cellKinds.get(cell.kind);
      const record = Object.hasOwn(records, cell.id) ? records[cell.id] : null;
      const { status, result } = cells[cell.id];
      return {
        id: cell.id,
        kind: cell.kind,
        title: cell.title,
        state: status,
        reason: whyNot(run, cell.id),
        summary: record && kind ? kind.summary(result, cell.params) : null,
        provenance: record && {
          app: record.app,
          engine: record.engine,
          cell_version: record.version,
          key: record.key,
          seed: record.seed,
          params: cell.params,
          reads: record.reads,
          data: record.data,
          started: record.started,
          elapsed_ms: record.elapsed,
        },
        figures: Object.fromEntries((record?.figures ?? []).map(({ name, value }) => [name, value])),
        digest: Object.fromEntries((record?.columns ?? []).map(({ name, digest }) => [name, digest])),
      };
    }),
    check: more.check?.map(({ kind: _kind, ...drift }) => drift) ?? null,
    warnings: more.warnings,
    elapsed_ms: more.elapsed,
    // maxRSS comes in kB.
    peak_rss_mb: process.resourceUsage().maxRSS / 1024,
  };
}
