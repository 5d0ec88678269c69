import { cellKinds } from '../../cells/registry.ts';
import { count } from '../../ui/numbers.ts';
import { useApp, useOutcrop, useSession } from '../context.ts';
import { ColumnPanel } from './ColumnPanel.tsx';
import { StatusMark } from './StatusMark.tsx';

/** The cells with their states, and the columns at hand. */
export function Outline() {
  const { app } = useOutcrop();
  const cells = useSession((s) => s.document.cells);
  const states = useSession((s) => s.cells);
  const focused = useApp((a) => a.focused);
  return (
    <nav className="outline" aria-label="Outline">
      <ol className="outline-cells">
        {cells.map((cell, index) => (
          <li key={cell.id}>
            <a
              href={`#cell-${cell.id}`}
              aria-current={cell.id === focused ? 'true' : undefined}
              onClick={(event) => {
                event.preventDefault();
                app.setState({ focused: cell.id });
                const element = document.getElementById(`cell-${cell.id}`);
                element?.scrollIntoView({ block: 'start' });
                element?.focus({ preventScroll: true });
              }}
            >
              <span className="outline-number">{index + 1}</span>
              <span className="outline-title">{cell.title}</span>
              {cellKinds.get(cell.kind)?.compute && <StatusMark state={states[cell.id]} />}
            </a>
          </li>
        ))}
      </ol>
      <ColumnPanel />
      {!globalThis.crossOriginIsolated && <HostNote />}
    </nav>
  );
}

function HostNote() {
  return (
    <p className="host-note">
      This host sends no isolation headers, so threads are off. Everything works; large tables are copied.{' '}
      <span title="Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp; npm start sends them">
        Why?
      </span>
    </p>
  );
}

export function rowsText(rows: number): string {
  return rows === 1 ? '1 event' : `${count(rows)} events`;
}
