import { digestName } from '../../io/digest-name.ts';
import { Notes } from '../../ui/Notes.tsx';
import { bytes, count } from '../../ui/numbers.ts';
import type { CellHost } from '../contract.ts';
import { DataOffers } from '../derive/DataOffers.tsx';
import { ColumnTable } from './ColumnTable.tsx';
import type { DataResult } from './compute.ts';
import type { DataParams } from './params.ts';
import { describeSource, isOpened } from './source.ts';

/** Where the rows come from, what is wrong with them, and what each column is for. */
export default function DataCellView({ host }: { host: CellHost<DataParams> }) {
  const { params } = host.cell;
  const result = host.state.result as DataResult | undefined;
  const truth = result?.proposals.filter((p) => p.role === 'truth').map((p) => p.column) ?? [];
  const showTruth = host.cell.view.showTruth === true;
  return (
    <div className="data-view">
      <div className="data-source">
        <span>
          <strong>{describeSource(params.source)}</strong>
          {result && (
            <>
              {' · '}
              {count(result.table.rows)} events × {result.table.columns.length} columns
              {result.source.bytes > 0 && ` · ${result.source.format}, ${bytes(result.source.bytes)}`}
              {result.source.sha256 !== '' && (
                <span title={`${fingerprint(result)} ${result.source.sha256}`}>
                  {' '}
                  · {fingerprint(result) === 'sha256' ? 'sha256' : 'fingerprint'}{' '}
                  {result.source.sha256.slice(0, 8)}…
                </span>
              )}
            </>
          )}
        </span>
        <span className="data-actions">
          {truth.length > 0 && (
            <button
              type="button"
              className="button"
              aria-pressed={showTruth}
              title={`${truth.join(', ')}: hidden until you ask, and never a feature`}
              onClick={() => host.setView({ showTruth: !showTruth })}
            >
              {showTruth ? 'Hide the truth' : 'Show the truth'}
            </button>
          )}
          {isOpened(params.source) && result && (
            <button
              type="button"
              className="button"
              title="See what is in the file, and choose table, columns and rows"
              onClick={() => host.command('choose-data')}
            >
              Choose what is read
            </button>
          )}
          <button type="button" className="button" onClick={host.openFile}>
            {params.source.type === 'none' ? 'Open a file' : 'Other file'}
          </button>
        </span>
      </div>
      {result?.source.files && (
        <details className="data-files">
          <summary>
            {result.source.files.length} files, one below the other; the column <code>file</code> tells them
            apart
          </summary>
          <ul>
            {result.source.files.map((file, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: files may share a name, and never move
              <li key={i} title={`${digestName(file.bytes, file.name)} ${file.sha256}`}>
                {file.name}{' '}
                <span>
                  {count(file.rows)} events · {file.format}, {bytes(file.bytes)}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {isOpened(params.source) && host.state.error?.code === 'file-missing' && (
        <div className="data-actions">
          <button type="button" className="button primary" onClick={host.openFile}>
            Choose {params.source.type === 'file' ? params.source.name : 'them'} again
          </button>
        </div>
      )}
      {host.state.error?.code === 'file-changed' && (
        <div className="data-actions">
          <button type="button" className="button primary" onClick={host.openFile}>
            Choose another file
          </button>
          <button type="button" className="button" onClick={host.acceptFile}>
            Accept the changed file
          </button>
        </div>
      )}
      {result && <Notes notes={result.warnings} />}
      {result && (
        <DataOffers result={result} frame={host.frame} onDerive={() => host.command('derive-offers')} />
      )}
      {result && <ColumnTable host={host} result={result} showTruth={showTruth} />}
      {!result && host.state.status !== 'running' && !host.state.error && (
        <p className="empty">
          Drop data files (CSV, Parquet, ROOT) anywhere on this window, or open them. They stay on this
          machine; several with the same columns become one table.
        </p>
      )}
    </div>
  );
}

/** What the fingerprint is of. */
function fingerprint({ source: { files, bytes, label } }: DataResult): string {
  return files ? `sha256 of the fingerprints of the ${files.length} files` : digestName(bytes, label);
}
