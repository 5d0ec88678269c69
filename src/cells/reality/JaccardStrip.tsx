import type { Refound, Repetition } from '../../core/reality/reality.ts';
import { DISSOLVED, FOUND } from '../../core/reality/refound.ts';
import { paletteOf } from '../../plots/palette.ts';
import type { Theme } from '../../plots/plot.ts';

interface JaccardStripProps {
  refound: readonly Refound[];
  repetitions: readonly Pick<Repetition, 'kind'>[];
  theme: Theme;
  width?: number;
}

const HEIGHT = 34;
const MARGIN = 6;
const RADIUS = 2.6;
const BINS = 44;

/** One dot a repetition, at its best Jaccard: discs for other seeds, rings for samples; those alike are piled up. */
export function JaccardStrip({ refound, repetitions, theme, width = 250 }: JaccardStripProps) {
  const palette = paletteOf(theme);
  const x = (jaccard: number): number => MARGIN + jaccard * (width - 2 * MARGIN);
  const piles = new Map<number, number>();
  const dots = refound.flatMap(({ jaccard }, i) => {
    if (Number.isNaN(jaccard)) return [];
    const bin = Math.round(jaccard * BINS);
    const height = piles.get(bin) ?? 0;
    piles.set(bin, height + 1);
    return [{ i, x: x(jaccard), bin, height, kind: repetitions[i]?.kind ?? 'seed' }];
  });
  const found = refound.filter(({ fate }) => fate === 'found').length;
  const base = HEIGHT - 10;
  return (
    <svg
      className="jaccard-strip"
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={`Jaccard of ${dots.length} repetitions, ${found} of them ${FOUND} or more`}
    >
      <title>
        {`Best Jaccard with any cluster, a dot a repetition: discs from another seed, rings of a sample. From ${FOUND} on it counts as found again, below ${DISSOLVED} as dissolved.`}
      </title>
      <rect x={x(FOUND)} y={1} width={x(1) - x(FOUND)} height={base + 2} fill={palette.grid} />
      <line x1={x(0)} x2={x(1)} y1={base + 3} y2={base + 3} stroke={palette.axis} />
      {dots.map((dot) => {
        const pile = piles.get(dot.bin) ?? 1;
        const step = Math.min(2 * RADIUS, (base - 2 * RADIUS) / Math.max(1, pile - 1));
        return (
          <circle
            key={dot.i}
            cx={dot.x}
            cy={base - RADIUS + 2 - dot.height * step}
            r={RADIUS - 0.5}
            fill={dot.kind === 'seed' ? palette.plain : palette.ground}
            stroke={palette.plain}
          />
        );
      })}
      {[0, DISSOLVED, FOUND, 1].map((mark) => (
        <text
          key={mark}
          x={x(mark)}
          y={HEIGHT - 0.5}
          fontSize={8.5}
          textAnchor="middle"
          fill={palette.softText}
        >
          {mark}
        </text>
      ))}
    </svg>
  );
}
