import type { DataTimes } from '../../cells/flag/event-times.ts';
import { Problem } from '../../core/problem.ts';
import { type Bits, bitsNone, setBit } from '../../core/table/bits.ts';
import { type Column, rowCountOf, textAt } from '../../core/table/column.ts';
import type { Table } from '../../core/table/table.ts';

export interface LabelledEvents {
  label: string;
  rows: Bits;
  /** Lines of the file without such an event here. */
  unknown: number;
}

const RUN = /^run(_?id|_?number)?$/i;
const EVENT = /^ev(en)?t(_?id|_?number)?$/i;

/**
 * Labels of events by run and number, from a table as a colleague exports it: columns run, event, label; without a run where
 * the data have one run only. A number that several events share (of several raw files) means all of them. O(rows + lines).
 */
export function labelledEvents(table: Table, times: DataTimes, rows: number): LabelledEvents[] {
  const column = (pattern: RegExp): Column | undefined =>
    table.columns.find(({ name }) => pattern.test(name));
  const [run, event, label] = [column(RUN), column(EVENT), column(/^(label|flag|name)$/i)];
  if (!event || !label) {
    const known = table.columns.map(({ name }) => name).join(', ');
    throw new Problem('bad-file', `the table has the columns ${known}; expected run, event and label`);
  }
  const key = (theRun: string, number: string): string => `${run ? theRun : ''}\n${number}`;
  const wanted = new Map<string, number[]>();
  const lines = rowCountOf(event);
  if (lines > 2_000_000)
    throw new Problem('bad-file', `the table has ${lines} lines; expected at most 2,000,000`);
  const labels = new Map<string, LabelledEvents>();
  const lineLabels: LabelledEvents[] = [];
  for (let line = 0; line < lines; line++) {
    const text = textAt(label, line).trim();
    let found = labels.get(text);
    if (!found) {
      found = { label: text, rows: bitsNone(rows), unknown: 0 };
      labels.set(text, found);
      if (labels.size > 1000)
        throw new Problem('bad-file', 'the table has over 1,000 labels; expected names of flags');
    }
    lineLabels.push(found);
    const at = key(run ? textAt(run, line) : '', textAt(event, line));
    const same = wanted.get(at);
    if (same) same.push(line);
    else wanted.set(at, [line]);
  }
  const met = new Uint8Array(lines);
  for (let row = 0; row < rows; row++) {
    for (const line of wanted.get(key(times.run(row), times.event(row))) ?? []) {
      setBit(lineLabels[line].rows, row);
      met[line] = 1;
    }
  }
  for (let line = 0; line < lines; line++) if (met[line] === 0) lineLabels[line].unknown++;
  return [...labels.values()].filter((one) => one.label !== '');
}
