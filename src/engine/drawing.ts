import type { RasterApi } from '../../workers/raster/api.ts';
import type { Look } from '../cells/plot/compute-plots.ts';
import { Problem } from '../core/problem.ts';
import { hasBit } from '../core/table/bits.ts';
import type { Column } from '../core/table/column.ts';
import { sameView, type View } from '../plots/axis.ts';
import { placeOfRow } from '../plots/axis-places.ts';
import type { DistantCloud, Drawn } from '../plots/cloud.ts';
import type { Picture } from '../plots/cloud-painter.ts';
import type { DistantFigure, DrawingService } from '../plots/drawing-service.ts';
import type { FigureModel, PlotInput, PlotSpec } from '../plots/plot.ts';
import { colorsByCluster } from '../plots/scatter/encode-color.ts';
import type { Jobs } from './jobs.ts';

/** A column in the worker: by its values, so that it is sent once whoever shows it. */
interface Kept {
  key: string;
  values: unknown;
  missing: Column['missing'];
  users: Set<string>;
}

/** What a figure last asked for. */
interface Asked {
  edition: number;
  spec: PlotSpec;
  input: PlotInput;
  /** Workers so far when the worker of now was told. */
  worker: number;
}

/**
 * Draws plots in the raster worker. Columns are copied there once and dropped with the last figure that shows
 * them. A worker that died is replaced, and told again what a figure shows, when that is next drawn: a drawing
 * that a death interrupts is tried once more.
 */
export function createDrawing(jobs: Jobs): DrawingService {
  const kept = new Set<Kept>();
  let workers = 0;
  let keys = 0;
  let figures = 0;

  jobs.onLoss('raster', () => {
    workers++;
    kept.clear();
  });

  const ask = <T>(call: (api: RasterApi) => Promise<T>): Promise<T> => jobs.run('raster', { cell: '' }, call);

  async function keep(column: Column, user: string, used: Set<Kept>): Promise<string> {
    const values = column.type === 'text' ? column.codes : column.values;
    for (const known of kept) {
      if (known.values !== values || known.missing !== column.missing) continue;
      known.users.add(user);
      used.add(known);
      return known.key;
    }
    const made: Kept = { key: `${++keys}`, values, missing: column.missing, users: new Set([user]) };
    // Known before it has arrived: calls that name it wait in the lane behind it.
    kept.add(made);
    used.add(made);
    try {
      await ask((api) => api.keepColumn(made.key, compact(column)));
    } catch (error) {
      kept.delete(made);
      throw error;
    }
    return made.key;
  }

  function release(user: string, used: ReadonlySet<Kept>): void {
    const idle: string[] = [];
    for (const column of kept) {
      if (used.has(column) || !column.users.delete(user) || column.users.size > 0) continue;
      idle.push(column.key);
      kept.delete(column);
    }
    // Where this fails the worker is gone, with the columns.
    if (idle.length > 0) ask((api) => api.dropColumns(idle)).catch(unlessGone);
  }

  async function encode(figure: string, { edition, spec, input }: Asked, look: Look | null) {
    const used = new Set<Kept>();
    const columns: Parameters<RasterApi['encode']>[3]['columns'] = [];
    for (const ref of new Set([spec.x.column, spec.y.column, spec.color.column])) {
      const column = ref === null ? undefined : input.column(ref);
      if (ref === null) continue;
      columns.push({ ref, key: column ? await keep(column, figure, used) : null, label: input.label(ref) });
    }
    const labels = colorsByCluster(spec, input) ? input.clusterLabels : null;
    const { rows, selected, within = null, theme } = input;
    const clusterLabels = labels && (await keep(labelColumn(labels), figure, used));
    const sent = { columns, clusterLabels, rows, selected, within, theme };
    const encoded = await ask((api) => api.encode(figure, edition, spec, sent, look));
    release(figure, used);
    return encoded;
  }

  function open(): DistantFigure {
    const figure = `figure ${++figures}`;
    let asked: Asked | null = null;
    let edition = 0;
    /** What was last looked at: its picture comes with what is drawn next. */
    let look: Look | null = null;

    /** Asks a question about an edition, of a worker that knows it; null where a newer one has taken its place. */
    function about<T>(own: Asked, call: (api: RasterApi) => Promise<T>): Promise<T | null> {
      return twice(async () => {
        if (asked !== own) return null;
        if (own.worker !== workers) {
          const { worker } = await tell(own);
          own.worker = worker;
        }
        return ask(call);
      });
    }

    async function tell(own: Asked, look: Look | null = null) {
      const worker = workers;
      return { ...(await encode(figure, own, look)), worker };
    }

    return {
      async draw(spec, input): Promise<Drawn> {
        const own: Asked = { edition: ++edition, spec, input, worker: -1 };
        asked = own;
        const sent = look;
        const { model, picture, worker } = await twice(() => tell(own, sent));
        own.worker = worker;
        if (!hasCloud(model)) return { model, cloud: null };
        let ready = picture;
        const paint = async (view: View, ratio: number): Promise<Picture | null> => {
          look = { view, ratio };
          const known = ready && sent && sent.ratio === ratio && sameView(sent.view, view) ? ready : null;
          // It is given away.
          ready = null;
          return known ?? about(own, (api) => api.paint(figure, own.edition, view, ratio, false));
        };
        const x = input.column(spec.x.column ?? '');
        const y = input.column(spec.y.column ?? '');
        const cloud: DistantCloud = {
          distant: true,
          paint,
          paintApart: (view, ratio) => about(own, (api) => api.paint(figure, own.edition, view, ratio, true)),
          nearest: (view, ratio, px, py, reach) =>
            about(own, (api) => api.nearest(figure, own.edition, view, ratio, { px, py, reach })),
          pick: (rows) => about(own, (api) => api.pick(figure, own.edition, rows)),
          placeOf: (row) => {
            const drawn = !input.within || hasBit(input.within, row);
            return [
              x && drawn ? placeOfRow(x, model.frame.x, row) : Number.NaN,
              y && drawn ? placeOfRow(y, model.frame.y, row) : Number.NaN,
            ];
          },
        };
        return { model: { ...model, clusterLabels: input.clusterLabels }, cloud };
      },
      close() {
        asked = null;
        release(figure, new Set());
        ask((api) => api.close(figure)).catch(unlessGone);
      },
    };
  }

  return { open };
}

function hasCloud(model: FigureModel): boolean {
  return model.type === 'scatter' && model.message === null;
}

/** A worker that died is replaced by the next call; one that dies again has a reason to. */
async function twice<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!isDead(error)) throw error;
    return call();
  }
}

function isDead(error: unknown): boolean {
  return error instanceof Problem && error.code === 'worker-died';
}

function unlessGone(error: unknown): void {
  if (!isDead(error) && !(error instanceof Problem && error.code === 'cancelled')) throw error;
}

/** A column that is a window on a larger buffer would be sent with all of it. */
function compact(column: Column): Column {
  const values = column.type === 'text' ? column.codes : column.values;
  const { buffer } = values;
  if (!(buffer instanceof ArrayBuffer) || values.byteLength === buffer.byteLength) return column;
  if (column.type === 'text') return { ...column, codes: column.codes.slice() };
  if (column.type === 'int64') return { ...column, values: column.values.slice() };
  return { ...column, values: column.values.slice() };
}

function labelColumn(values: Int32Array): Column {
  return { name: 'cluster', unit: '', role: 'label', missing: null, type: 'int32', values };
}
