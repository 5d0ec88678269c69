import type { CellKind } from '../../cells/contract.ts';
import type { CellDocument } from '../../notebook/document.ts';
import { Select } from '../../ui/Field.tsx';
import { useOutcrop, useSession } from '../context.ts';

/** Which cells this one reads: shown where there is a choice, or where an input is gone. */
export function CellInputs({ cell, kind }: { cell: CellDocument; kind: CellKind }) {
  const { actions } = useOutcrop();
  const cells = useSession((s) => s.document.cells);
  const inputs = Object.entries(kind.inputs).map(([name, spec]) => {
    const fitting = cells.filter((other) => other.id !== cell.id && spec.kinds.includes(other.kind));
    const source = fitting.find((other) => other.id === cell.inputs[name]);
    // A plane and its clusters are no choice for plots: they show the same events. What computes has the choice.
    const rivals = kind.compute ? fitting : fitting.filter((other) => other.kind === source?.kind);
    const shown = source ? rivals.length > 1 : fitting.length > 0 && (!spec.optional || spec.byHand === true);
    return { name, spec, fitting, known: source !== undefined, shown };
  });
  if (!inputs.some(({ shown }) => shown)) return null;
  return (
    <div className="cell-inputs">
      {inputs
        .filter(({ shown }) => shown)
        .map(({ name, spec, fitting, known }) => (
          <span key={name}>
            {spec.byHand ? 'reads also ' : 'from '}
            <Select
              ariaLabel={`Input ${name} of ${cell.title}`}
              value={known ? cell.inputs[name] : ''}
              options={[
                ...(spec.optional ? [{ value: '', label: 'none' }] : []),
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
