import type { CellKind } from '../../cells/contract.ts';
import { dataCellOf } from '../../engine/frame.ts';
import type { CellDocument, NotebookDocument } from '../../notebook/document.ts';
import { dependantsOf, dependencyGraph } from '../../notebook/graph.ts';
import { Select } from '../../ui/Field.tsx';
import { useOutcrop, useSession } from '../context.ts';

/** Which cells this one reads: shown where there is a choice, or where an input is gone. */
export function CellInputs({ cell, kind }: { cell: CellDocument; kind: CellKind }) {
  const { actions } = useOutcrop();
  const document = useSession((s) => s.document);
  const { cells } = document;
  const inputs = Object.entries(kind.inputs).map(([name, spec]) => {
    const fitting = cells.filter((other) => other.id !== cell.id && spec.kinds.includes(other.kind));
    const source = fitting.find((other) => other.id === cell.inputs[name]);
    if (spec.byHand) {
      const open = pluggable(document, cell, fitting, source);
      return { name, spec, fitting: open, known: source !== undefined, shown: open.length > 0 };
    }
    // A plane and its clusters are no choice for plots: they show the same events. What computes has the choice.
    const rivals = kind.compute ? fitting : fitting.filter((other) => other.kind === source?.kind);
    const shown = source ? rivals.length > 1 : fitting.length > 0 && !spec.optional;
    return { name, spec, fitting, known: source !== undefined, shown };
  });
  if (!inputs.some(({ shown }) => shown)) return null;
  return (
    <div className="cell-inputs">
      {inputs
        .filter(({ shown }) => shown)
        .map(({ name, spec, fitting, known }) => (
          <span key={name}>
            {spec.label ?? 'from'}{' '}
            <Select
              ariaLabel={`Input ${name} of ${cell.title}`}
              value={known ? cell.inputs[name] : ''}
              options={[
                ...(spec.optional ? [{ value: '', label: spec.none ?? 'none' }] : []),
                ...fitting.map((other) => ({
                  value: other.id,
                  label: `${cells.indexOf(other) + 1} ${other.title}`,
                })),
              ]}
              onChange={(source) =>
                actions.change({
                  type: 'setInput',
                  id: cell.id,
                  input: name,
                  source: source === '' ? null : source,
                })
              }
            />
          </span>
        ))}
    </div>
  );
}

/** Cells of the same events that do not wait for this one themselves, and what is plugged in. */
function pluggable(
  document: NotebookDocument,
  cell: CellDocument,
  fitting: CellDocument[],
  source: CellDocument | undefined,
): CellDocument[] {
  const waiting = new Set(dependantsOf(dependencyGraph(document), cell.id));
  const events = dataCellOf(document, cell);
  return fitting.filter(
    (other) => other === source || (!waiting.has(other.id) && dataCellOf(document, other) === events),
  );
}
