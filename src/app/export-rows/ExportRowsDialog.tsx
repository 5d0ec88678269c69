import { useEffect, useMemo, useRef, useState } from 'react';
import { FILE_FORMATS, type FileFormat } from '../../../workers/write/api.ts';
import { Problem, toProblemData } from '../../core/problem.ts';
import type { ProgressReport } from '../../core/progress.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { count } from '../../ui/numbers.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { useOutcrop, useSession } from '../context.ts';
import { ColumnChoice } from './ColumnChoice.tsx';
import { type ColumnSet, columnsOfSet, exportTable, fileNameOf, rowChoices } from './rows-to-export.ts';
import './export-rows.css';

const FORMAT_NAMES = { csv: 'CSV', parquet: 'Parquet' };

interface Writing {
  abort: AbortController;
  startedAt: number;
  report: ProgressReport | null;
}

/** Events as a file: which rows, which columns, which format. */
export default function ExportRowsDialog({ onClose }: { onClose(): void }) {
  const { jobs, actions } = useOutcrop();
  const frame = useSession((s) => (s.dataCell === null ? undefined : s.frames[s.dataCell]));
  const selected = useSession((s) => s.selected);
  const selections = useSession((s) => s.document.selections);
  const title = useSession((s) => s.document.title);
  const choices = useMemo(
    () => (frame ? rowChoices(frame, selected, selections) : []),
    [frame, selected, selections],
  );
  const [rowsId, setRowsId] = useState(choices.some(({ id }) => id === 'selected') ? 'selected' : 'all');
  const [set, setSet] = useState<ColumnSet>('all');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [withRow, setWithRow] = useState(true);
  const [format, setFormat] = useState<FileFormat>('csv');
  const [writing, setWriting] = useState<Writing | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const rows = choices.find(({ id }) => id === rowsId) ?? choices[0];
  const columns = frame ? columnsOfSet(frame, set, chosen) : [];
  const written = columns.length + (withRow ? 1 : 0);
  const refusal =
    rows === undefined
      ? 'there is no data yet'
      : rows.count === 0
        ? `no event in ${rows.label}`
        : columns.length === 0
          ? 'no column is chosen'
          : null;

  async function write(): Promise<void> {
    if (!frame || rows === undefined || refusal !== null || writing) return;
    const abort = new AbortController();
    running.current = abort;
    const startedAt = Date.now();
    const name = fileNameOf(title, rows, format);
    setFailure(null);
    setWriting({ abort, startedAt, report: null });
    try {
      const table = exportTable(frame, columns, withRow);
      const call = { cell: frame.dataCell, signal: abort.signal };
      const file = await jobs.write(call, table, rows.bits, format, (report) =>
        setWriting({ abort, startedAt, report }),
      );
      if (abort.signal.aborted) throw new Problem('cancelled', 'cancelled');
      saveFile(name, file);
      actions.tell('info', `${name}: ${count(rows.count)} events × ${table.columns.length} columns written`);
      onClose();
    } catch (error) {
      const { code, message } = toProblemData(error);
      if (code !== 'cancelled') setFailure(message);
    } finally {
      running.current = null;
      setWriting(null);
    }
  }

  return (
    <Dialog
      title="Export events"
      onClose={onClose}
      foot={
        writing ? (
          <ProgressBar
            report={writing.report}
            startedAt={writing.startedAt}
            stageStartedAt={writing.startedAt}
            onCancel={() => writing.abort.abort()}
          />
        ) : (
          <>
            {refusal !== null && <span className="export-refusal">{refusal}</span>}
            <button
              type="button"
              className="button primary"
              disabled={refusal !== null}
              onClick={() => void write()}
            >
              Export
            </button>
          </>
        )
      }
    >
      <div className="export-rows">
        {failure !== null && <Notice level="bad">{failure}</Notice>}
        <div className="form-row">
          <SelectField
            label="Events"
            value={rows?.id ?? ''}
            options={choices.map(({ id, label, count: n }) => ({
              value: id,
              label: `${label} (${count(n)})`,
            }))}
            onChange={(value) => setRowsId(value)}
          />
          <SelectField
            label="Columns"
            value={set}
            options={[
              { value: 'all', label: 'all that plots can show' },
              { value: 'measured', label: 'measured and derived quantities' },
              { value: 'chosen', label: 'chosen below' },
            ]}
            onChange={(value) => setSet(value)}
          />
          <SelectField
            label="Format"
            value={format}
            options={FILE_FORMATS.map((value) => ({ value, label: FORMAT_NAMES[value] }))}
            onChange={(value) => setFormat(value)}
          />
        </div>
        {set === 'chosen' && frame && <ColumnChoice frame={frame} chosen={chosen} onChange={setChosen} />}
        <label className="export-check">
          <input type="checkbox" checked={withRow} onChange={(event) => setWithRow(event.target.checked)} />
          with the number of each row in the data, from 0
        </label>
        <p className="export-note">
          {count(rows?.count ?? 0)} events × {count(written)} {written === 1 ? 'column' : 'columns'}. Truth is
          among them only while it is shown.{' '}
          {format === 'csv'
            ? 'Text and column names that a spreadsheet would run as a formula (they begin with = + - @, a tab or a return) get a ’ in front; numbers are written as they are, exact to the last bit. Missing values are empty.'
            : 'Types, units, roles and missing values are kept; nothing is rounded.'}
        </p>
      </div>
    </Dialog>
  );
}
