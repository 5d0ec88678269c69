import type { Bits } from '../../core/table/bits.ts';
import type { PlotInput, PlotSpec, Theme } from '../../plots/plot.ts';
import type { Frame } from '../contract.ts';

/** What an encoder needs, from the frame. Clusters colour by the plot's own choice, else by the first there are. */
export function plotInput(
  plot: PlotSpec,
  frame: Frame,
  selected: Bits | null,
  theme: Theme,
  within: Bits | null = null,
): PlotInput {
  const chosen = plot.color.column === null ? undefined : frame.find(plot.color.column);
  const clusters = chosen?.isCluster ? chosen : frame.columns.find((column) => column.isCluster);
  const labels = clusters?.column;
  return {
    column: (ref) => frame.find(ref)?.column,
    label(ref) {
      const found = frame.find(ref);
      return {
        name: found?.column.name ?? ref.slice(ref.indexOf(':') + 1),
        unit: found?.column.unit ?? null,
        isEmbedding: found?.isEmbedding ?? false,
        isCluster: found?.isCluster ?? false,
        isComputed: ref.slice(0, ref.indexOf(':')) !== frame.dataCell,
      };
    },
    rows: frame.rows,
    selected,
    within,
    clusterLabels: labels?.type === 'int32' ? (labels.values as Int32Array) : null,
    theme,
  };
}
