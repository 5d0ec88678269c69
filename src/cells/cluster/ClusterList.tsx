import { type ClusteringResult, NOISE } from '../../core/cluster/clustering.ts';
import type { SelectionStep } from '../../core/table/clause.ts';
import { clusterColor } from '../../plots/palette.ts';
import type { Theme } from '../../plots/plot.ts';
import { count, percent } from '../../ui/numbers.ts';
import { CLUSTER_COLUMN } from './compute.ts';

interface ClusterListProps {
  cell: string;
  result: ClusteringResult;
  theme: Theme;
  onSelect(step: SelectionStep, what: string): void;
}

/** Clusters by size, then the noise; a click selects, with Shift it adds. */
export function ClusterList({ cell, result, theme, onSelect }: ClusterListProps) {
  const embedded = result.sizes.reduce((sum, size) => sum + size, result.noise);
  const rows = [
    ...result.sizes.map((size, label) => ({ label, size, name: `cluster ${label}` })),
    ...(result.noise > 0 ? [{ label: NOISE, size: result.noise, name: 'noise' }] : []),
  ];
  return (
    <ul className="cluster-list" aria-label="Clusters">
      {rows.map(({ label, size, name }) => (
        <li key={label}>
          <button
            type="button"
            title={`Select ${name} (Shift adds, Alt subtracts)`}
            onClick={(event) => {
              const mode = event.shiftKey ? 'add' : event.altKey ? 'subtract' : 'replace';
              const clause = {
                type: 'labels' as const,
                column: `${cell}:${CLUSTER_COLUMN}`,
                labels: [label],
              };
              onSelect({ mode, clause }, `pick ${name}`);
            }}
          >
            <span className="swatch" style={{ background: clusterColor(theme, label) }} />
            <span className="cluster-name">{name}</span>
            <span className="cluster-size">{count(size)}</span>
            <span className="cluster-share">{percent(size / embedded)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
