import type { OutlineEdge } from './outline-lanes.ts';

/** Heights and widths in px; the rows of the list beside it are as high. */
export const ROW = 25;
const LANE = 7;
const EDGE = 5;

/** Lines from each cell to those that read it, in the gutter of the outline. The list itself says the same in words. */
export function OutlineGraph({
  edges,
  rows,
  marked,
}: {
  edges: readonly OutlineEdge[];
  rows: number;
  /** Row whose lines stand out. */
  marked: number;
}) {
  const width = gutterWidth(edges);
  const lit = edges.filter(({ from, to }) => from === marked || to === marked);
  const dim = edges.filter((edge) => !lit.includes(edge));
  const ends = new Map(edges.flatMap((edge) => [[edge.from, edge] as const, [edge.to, edge] as const]));
  return (
    <svg className="outline-graph" width={width} height={rows * ROW} aria-hidden="true">
      {[...dim, ...lit].map((edge) => (
        <path
          key={`${edge.from} ${edge.to}`}
          className={lit.includes(edge) ? 'lit' : undefined}
          d={pathOf(edge, width)}
        />
      ))}
      {[...ends.keys()].map((row) => (
        <circle
          key={row}
          className={row === marked ? 'lit' : undefined}
          cx={width - EDGE + 2}
          cy={middle(row)}
          r={2.5}
        />
      ))}
    </svg>
  );
}

export function gutterWidth(edges: readonly OutlineEdge[]): number {
  const lanes = edges.reduce((most, { lane }) => Math.max(most, lane + 1), 0);
  return lanes === 0 ? 0 : EDGE + LANE * lanes + 2;
}

function middle(row: number): number {
  return row * ROW + ROW / 2;
}

/** Out of the source to its lane, along it, and back to the reader, with rounded corners. */
function pathOf({ from, to, lane }: OutlineEdge, width: number): string {
  const right = width - EDGE + 2;
  const x = right - LANE * (lane + 1);
  const corner = to > from ? 4 : -4;
  return `M${right},${middle(from)} H${x + 4} Q${x},${middle(from)} ${x},${middle(from) + corner} V${middle(to) - corner} Q${x},${middle(to)} ${x + 4},${middle(to)} H${right}`;
}
