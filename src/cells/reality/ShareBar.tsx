import { paletteOf } from '../../plots/palette.ts';
import type { Theme } from '../../plots/plot.ts';

interface ShareBarProps {
  label: string;
  value: number;
  low?: number;
  high?: number;
  /** Ends of the bar. */
  from: number;
  to: number;
  /** Where the verdict turns. */
  mark?: number;
  text: string;
  hint: string;
  theme: Theme;
}

const WIDTH = 110;
const HEIGHT = 10;

/** A share as a bar, its interval as a whisker. */
export function ShareBar({ label, value, low, high, from, to, mark, text, hint, theme }: ShareBarProps) {
  const palette = paletteOf(theme);
  const x = (share: number): number => (WIDTH * (Math.min(to, Math.max(from, share)) - from)) / (to - from);
  return (
    <div className="share-bar" title={hint}>
      <span className="share-label">{label}</span>
      <svg width={WIDTH} height={HEIGHT} aria-hidden="true">
        <rect width={WIDTH} height={HEIGHT} fill={palette.grid} />
        <rect width={x(value)} height={HEIGHT} fill={palette.plain} />
        {low !== undefined && high !== undefined && (
          <line
            x1={x(low)}
            x2={x(high)}
            y1={HEIGHT / 2}
            y2={HEIGHT / 2}
            stroke={palette.selected}
            strokeWidth={2}
          />
        )}
        {mark !== undefined && (
          <line x1={x(mark)} x2={x(mark)} y1={0} y2={HEIGHT} stroke={palette.text} strokeDasharray="2 2" />
        )}
      </svg>
      <span className="share-text">{text}</span>
    </div>
  );
}
