import type { Effect } from '../../core/explain/effect.ts';
import { paletteOf } from '../palette.ts';
import type { Theme } from '../plot.ts';
import { barsPath, largest } from '../sparkline/bars-path.ts';

interface Props {
  effect: Pick<Effect, 'column' | 'sharesIn' | 'sharesOut' | 'log'>;
  theme: Theme;
  width?: number;
  height?: number;
  /** What is in colour and what in grey. */
  sides?: [string, string];
}

/** The distribution of a quantity within a selection over that of the others, as shares on one scale. */
export function Distributions({
  effect,
  theme,
  width = 120,
  height = 32,
  sides = ['the selection', 'the others'],
}: Props) {
  const palette = paletteOf(theme);
  const most = Math.max(largest(effect.sharesIn), largest(effect.sharesOut));
  return (
    <svg
      className="distributions"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`Distribution of ${effect.column}: ${sides[0]} in colour, ${sides[1]} in grey${effect.log ? ', log scale' : ''}`}
    >
      <path d={barsPath(effect.sharesOut, width, height - 1, most)} fill={palette.context} />
      <path
        d={barsPath(effect.sharesIn, width, height - 1, most)}
        fill={palette.selected}
        fillOpacity={0.45}
        stroke={palette.selected}
        strokeWidth={1}
      />
      <path d={`M0,${height - 0.5}H${width}`} stroke={palette.axis} strokeWidth={1} />
    </svg>
  );
}
