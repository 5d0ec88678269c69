import type { ReportData } from './report-data.ts';
import { bytesOf, unpack, unpackLabels } from './unpack.ts';

/** One set of events with what all its figures share. */
export interface EventSet {
  data: ReportData;
  columns: Float32Array[];
  labels: Int32Array | null;
  /** 1 where selected: as saved, or as the reader drew it. */
  selected: Uint8Array | null;
  rowOf(event: number): number;
  hidden: Set<number>;
  /** The cluster under the pointer in the legend. */
  lit: number | null;
  /** The event under the pointer in any figure. */
  pointed: number | null;
  redraw: (() => void)[];
}

export function eventSet(data: ReportData): EventSet {
  const rowNumbers = data.rowNumbers && unpack(data.rowNumbers);
  return {
    data,
    columns: data.columns.map(unpack),
    labels: data.labels === null ? null : unpackLabels(data.labels),
    selected: data.selected === null ? null : bytesOf(data.selected),
    rowOf: (event) => (rowNumbers ? rowNumbers[event] : event),
    hidden: new Set(),
    lit: null,
    pointed: null,
    redraw: [],
  };
}

export function redrawAll(set: EventSet): void {
  for (const draw of set.redraw) draw();
}

export function isHidden(set: EventSet, event: number): boolean {
  return set.labels !== null && set.hidden.size > 0 && set.hidden.has(set.labels[event]);
}
