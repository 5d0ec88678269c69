import type { ColumnSummary } from '../../core/explain/effect.ts';
import { paletteOf } from '../palette.ts';
import type { Theme } from '../plot.ts';
import { barsPath, largest } from './bars-path.ts';

interface Props {
  summary: ColumnSummary;
  theme: Theme;
  width?: number;
  height?: number;
}

/** The histogram of a column, small enough for a list. Text shows its most frequent values. */
export function Sparkline({ summary, theme, width = 64, height = 18 }: Props) {
  const palette = paletteOf(theme);
  const counts =
    summary.counts.length > 0 ? summary.counts : (summary.levels ?? []).map((level) => level.count);
  const path = barsPath(counts, width, height - 1, largest(counts));
  return (
    <svg
      className="sparkline"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={
        path === ''
          ? `${summary.column} has no value`
          : `Histogram of ${summary.column}${summary.log ? ', log bins' : ''}`
      }
    >
      <path d={path} fill={palette.plain} />
      <path d={`M0,${height - 0.5}H${width}`} stroke={palette.axis} strokeWidth={1} />
    </svg>
  );
}
