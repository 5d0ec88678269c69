import { useMemo, useState } from 'react';
import { type DataPick, MOST_MEMORY, memoryOf } from '../../cells/data/pick.ts';
import { defaultParts, widthOf } from '../../io/array-parts.ts';
import { isReadable } from '../../io/chosen.ts';
import { type ArrayPart, type ColumnInfo, type ReadOptions, readAnything } from '../../io/format.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { NumberField, Select } from '../../ui/Field.tsx';
import { bytes, count } from '../../ui/numbers.ts';
import type { Choosing } from './choose-data.ts';
import './choose.css';

type RowsKind = 'all' | 'range' | 'sample' | 'sample-each';

const MANY_ROWS = 2_000_000;
const SAMPLE = 200_000;

/** What is in a file, and what of it to read: table, columns, what lists become, rows; the memory it takes. */
export default function ChooseDialog({ choosing }: { choosing: Choosing }) {
  const { contents, before } = choosing;
  const readable = contents.tables.filter(isReadable);
  const [lead, setLead] = useState(before?.tables?.[0] ?? readable[0]?.name ?? '');
  const [friends, setFriends] = useState<string[]>(before?.tables?.slice(1) ?? []);
  const table = readable.find(({ name }) => name === lead) ?? readable[0];
  const { files } = choosing;
  const several = files.length > 1;
  const beside = readable.filter(({ name, rows }) => name !== lead && rows === table?.rows);
  const [kind, setKind] = useState<RowsKind>(
    before?.rows ? kindOfRows(before.rows, several) : (table?.rows ?? 0) > MANY_ROWS ? 'sample' : 'all',
  );
  const [size, setSize] = useState(before?.rows?.type === 'sample' ? before.rows.size : SAMPLE);
  const [seed, setSeed] = useState(before?.rows?.type === 'sample' ? before.rows.seed : 1);
  const [first, setFirst] = useState(before?.rows?.type === 'range' ? before.rows.first + 1 : 1);
  const [last, setLast] = useState(before?.rows?.type === 'range' ? before.rows.end : (table?.rows ?? 1));
  const [left, setLeft] = useState<Set<string>>(() => leftOut(choosing));
  const [arrays, setArrays] = useState<Record<string, ArrayPart[]>>(before?.arrays ?? {});
  const [find, setFind] = useState('');

  const joined = useMemo(() => {
    const columns: ColumnInfo[] = [...(table?.columns ?? [])];
    const taken = new Set(columns.map(({ name }) => name));
    for (const name of friends) {
      for (const column of readable.find((other) => other.name === name)?.columns ?? []) {
        const title = taken.has(column.name) ? `${name}.${column.name}` : column.name;
        taken.add(title);
        columns.push({ ...column, name: title });
      }
    }
    return columns;
  }, [table, friends, readable]);
  const usable = joined.filter(({ refusal }) => refusal === null);
  const chosen = usable.filter(({ name }) => isIn(name));
  const numbers = usable.filter(({ shape, type }) => shape.values === 'one' && type !== 'text');

  function isIn(name: string): boolean {
    return !left.has(name);
  }

  const rows =
    kind === 'sample' || kind === 'sample-each'
      ? Math.min(kind === 'sample' ? size : size * files.length, table?.rows ?? 0)
      : kind === 'range'
        ? Math.max(0, Math.min(last * files.length, table?.rows ?? 0) - (first - 1) * files.length)
        : (table?.rows ?? 0);
  const options: ReadOptions = { ...readAnything, arrays };
  const width = chosen.reduce((sum, column) => sum + widthOf(column, options), 0);
  const memory = memoryOf(chosen, rows, options);
  const refusal =
    chosen.length === 0
      ? 'choose at least one column'
      : rows === 0
        ? 'these rows are not in the table'
        : memory > MOST_MEMORY
          ? `more than ${bytes(MOST_MEMORY)}: read fewer columns, or a sample of the rows`
          : null;

  function take(names: ColumnInfo[], on: boolean): void {
    const now = new Set(left);
    for (const { name } of names) on ? now.delete(name) : now.add(name);
    setLeft(now);
  }

  function done(): void {
    const pick: DataPick = {
      tables: contents.tables.length > 1 ? [table.name, ...friends] : null,
      // Columns that some of several files lack are left out of those that have them, too.
      columns: chosen.length === (several ? joined : usable).length ? null : chosen.map(({ name }) => name),
      rows:
        kind === 'sample'
          ? { type: 'sample', size, seed }
          : kind === 'sample-each'
            ? { type: 'sample', size, seed, each: true }
            : kind === 'range'
              ? { type: 'range', first: first - 1, end: last }
              : null,
      arrays: Object.fromEntries(
        Object.entries(arrays).filter(([name]) => chosen.some((column) => column.name === name)),
      ),
      // Columns keep the names that the notebook uses.
      ...(before?.shortNames && { shortNames: true }),
    };
    choosing.done({ pick, memory });
  }

  if (!table) {
    return (
      <Dialog title={choosing.name} onClose={() => choosing.done(null)}>
        <p className="empty">Nothing in it can be read as a table of events.</p>
      </Dialog>
    );
  }
  const shown = joined.filter(({ name }) => name.toLowerCase().includes(find.toLowerCase()));
  return (
    <Dialog
      wide
      title={`What to read of ${choosing.name}`}
      onClose={() => choosing.done(null)}
      foot={
        <div className="choose-foot">
          <span role="status">
            {refusal ?? (
              <>
                {count(rows)} rows × {count(width)} columns take about <strong>{bytes(memory)}</strong> of
                memory
              </>
            )}
          </span>
          <button type="button" className="button primary" disabled={refusal !== null} onClick={done}>
            Read
          </button>
        </div>
      }
    >
      <div className="choose">
        <p>
          {choosing.why} {several ? `The ${files.length} files have` : 'The file has'}{' '}
          {bytes(files.reduce((sum, file) => sum + file.size, 0))}; only what is chosen here is read.
        </p>
        {several && (
          <details open={files.length <= 6}>
            <summary>
              {files.length} files as one table, one below the other; a column <code>file</code> tells where a
              row came from
            </summary>
            <ul className="choose-files">
              {files.map((file, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: files may share a name, and never move
                <li key={i}>
                  {file.name}
                  <span>
                    {file.rows !== null && `${count(file.rows)} rows, `}
                    {bytes(file.size)}
                  </span>
                </li>
              ))}
            </ul>
          </details>
        )}
        {readable.length > 1 && (
          <fieldset>
            <legend>Table</legend>
            {readable.map(({ name, what, rows: n, columns }) => (
              <label key={name} className="choose-row">
                <input
                  type="radio"
                  name="choose-table"
                  checked={name === lead}
                  onChange={() => {
                    setLead(name);
                    setFriends([]);
                    setLeft(new Set());
                    setFirst(1);
                    setLast(n);
                  }}
                />
                <strong>{name}</strong>
                <span>
                  {what}, {count(n)} rows × {count(columns.length)} columns
                </span>
              </label>
            ))}
          </fieldset>
        )}
        {contents.format === 'root' && beside.length > 0 && (
          <fieldset>
            <legend title="As ROOT's friends: row n of the one goes with row n of the other">
              Beside it, row by row
            </legend>
            {beside.map(({ name, columns }) => (
              <label key={name} className="choose-row">
                <input
                  type="checkbox"
                  checked={friends.includes(name)}
                  onChange={(event) =>
                    setFriends(
                      event.target.checked ? [...friends, name] : friends.filter((other) => other !== name),
                    )
                  }
                />
                <strong>{name}</strong>
                <span>{count(columns.length)} columns</span>
              </label>
            ))}
          </fieldset>
        )}
        <fieldset>
          <legend>Rows</legend>
          <div className="choose-rows">
            <Select<RowsKind>
              ariaLabel="Which rows"
              value={kind}
              options={[
                { value: 'all', label: `all ${table.exact ? '' : 'about '}${count(table.rows)}` },
                { value: 'range', label: `some, one after another${several ? ', of each file' : ''}` },
                { value: 'sample', label: `a random sample${several ? ' of all files together' : ''}` },
                ...(several
                  ? [{ value: 'sample-each' as const, label: 'a random sample of each file' }]
                  : []),
              ]}
              onChange={setKind}
            />
            {kind === 'range' && (
              <>
                <NumberField
                  label="from row"
                  integer
                  min={1}
                  value={first}
                  onChange={(n) => setFirst(n ?? 1)}
                />
                <NumberField
                  label="to row"
                  integer
                  min={first}
                  value={last}
                  onChange={(n) => setLast(n ?? first)}
                />
              </>
            )}
            {(kind === 'sample' || kind === 'sample-each') && (
              <>
                <NumberField
                  label={kind === 'sample-each' ? 'rows of each' : 'rows'}
                  integer
                  min={1}
                  value={size}
                  onChange={(n) => setSize(n ?? SAMPLE)}
                />
                <NumberField
                  label="seed"
                  hint={`The same seed draws the same rows of the same ${several ? 'files' : 'file'}`}
                  integer
                  min={0}
                  value={seed}
                  onChange={(n) => setSeed(n ?? 1)}
                />
              </>
            )}
          </div>
        </fieldset>
        <fieldset className="choose-columns">
          <legend>Columns</legend>
          <div className="choose-rows">
            <input
              type="search"
              className="input"
              placeholder="find a column"
              aria-label="Find a column"
              value={find}
              onChange={(event) => setFind(event.target.value)}
            />
            <button type="button" className="button" onClick={() => take(shown, true)}>
              All {find !== '' && 'found'}
            </button>
            <button type="button" className="button" onClick={() => take(shown, false)}>
              None {find !== '' && 'of them'}
            </button>
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
          <section className="choose-list" tabIndex={0} aria-label="Columns of the table">
            {shown.map((column) => (
              <div key={column.name} className="choose-row">
                <label>
                  <input
                    type="checkbox"
                    checked={column.refusal === null && isIn(column.name)}
                    disabled={column.refusal !== null}
                    onChange={(event) => take([column], event.target.checked)}
                  />
                  <span className="choose-name">{column.name}</span>
                </label>
                <span>{column.refusal === null ? kindOf(column) : `not read: ${column.refusal}`}</span>
                {column.refusal === null && column.shape.values !== 'one' && (
                  <Select
                    ariaLabel={`What is read of ${column.name}`}
                    value={JSON.stringify(arrays[column.name] ?? defaultParts(column))}
                    options={partChoices(column, numbers)}
                    onChange={(value) =>
                      setArrays({ ...arrays, [column.name]: JSON.parse(value) as ArrayPart[] })
                    }
                  />
                )}
              </div>
            ))}
          </section>
        </fieldset>
        {contents.skipped.length > 0 && (
          <details>
            <summary>
              {contents.skipped.length === 1
                ? 'one other thing in the file is not read'
                : `${count(contents.skipped.length)} other things in the file are not read`}
            </summary>
            <ul>
              {contents.skipped.slice(0, 100).map(({ name, reason }) => (
                <li key={name}>
                  {name}: {reason}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </Dialog>
  );
}

function kindOfRows(rows: NonNullable<DataPick['rows']>, several: boolean): RowsKind {
  return several && rows.type === 'sample' && rows.each ? 'sample-each' : rows.type;
}

/** Names that an earlier choice left out. */
function leftOut({ contents, before }: Choosing): Set<string> {
  const kept = before?.columns;
  if (!kept) return new Set();
  const names = contents.tables.flatMap(({ name, columns }) =>
    columns.flatMap((column) => [column.name, `${name}.${column.name}`]),
  );
  return new Set(names.filter((name) => !kept.includes(name)));
}

function kindOf({ type, shape }: ColumnInfo): string {
  const one = type === 'text' ? 'text' : type.startsWith('int') ? 'integers' : 'numbers';
  if (shape.values === 'one') return one;
  return shape.values === 'fixed' ? `${shape.length} ${one} a row` : `a list of ${one}`;
}

/** Ids and indices by name: what a list may be asked at. */
const INDEX = /(id|index|idx)s?$/i;
const MOST_CHOICES = 12;

function partChoices({ shape }: ColumnInfo, numbers: ColumnInfo[]): { value: string; label: string }[] {
  const choice = (label: string, ...parts: ArrayPart[]) => ({ value: JSON.stringify(parts), label });
  const indices = numbers.filter(({ name, type }) => INDEX.test(name) && type.startsWith('int'));
  return [
    ...(shape.values === 'fixed' ? [choice(`all ${shape.length}`, 'all')] : []),
    choice('the first', 0),
    choice('the second', 1),
    choice('the first two', 0, 1),
    choice('how many there are', 'length'),
    choice('the first, and how many', 0, 'length'),
    ...indices.slice(0, MOST_CHOICES).map(({ name }) => choice(`the one at ${name}`, { at: name })),
  ];
}
