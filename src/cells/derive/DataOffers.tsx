import { useMemo } from 'react';
import type { Frame } from '../contract.ts';
import type { DataResult } from '../data/compute.ts';
import { offersOf } from './offered-columns.ts';
import './derive.css';

interface DataOffersProps {
  result: DataResult;
  /** What is derived already is on offer no more. */
  frame: Frame | null;
  onDerive(): void;
}

/** Under a table: what can be derived of it, in one click. */
export function DataOffers({ result, frame, onDerive }: DataOffersProps) {
  const offers = useMemo(() => {
    const made = new Set(frame?.columns.map(({ column }) => column.name));
    return offersOf(result).filter(({ name }) => !made.has(name));
  }, [result, frame]);
  if (offers.length === 0) return null;
  return (
    <div className="data-offers">
      <button
        type="button"
        className="button"
        title={offers.map(({ name, about }) => `${name}: ${about}`).join('\n')}
        onClick={onDerive}
      >
        Derive {offers.length} more
      </button>
      <span>
        S2/S1 and residuals from the run’s own curves: {offers.map(({ name }) => name).join(', ')}. They show
        charge lost and pulses that do not belong together.
      </span>
    </div>
  );
}
