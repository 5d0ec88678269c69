import type { ReactNode } from 'react';
import type { CutFlow, LeftBehind } from '../../core/cut/cut-flow.ts';
import type { CutPlane } from '../../plots/cut-shape.ts';
import type { AxisModel } from '../../plots/plot.ts';
import { count, measured } from '../../ui/numbers.ts';
import type { CellHost } from '../contract.ts';
import { MovableCut } from './MovableCut.tsx';
import type { CutParams } from './params.ts';

const WIDTH = 220;
const HEIGHT = 84;

interface LeftBehindPlotsProps {
  host: CellHost<CutParams>;
  flow: CutFlow;
}

/** N - 1 plots: the quantity of each cut with all other cuts applied, and the numbers that it is cut at, to be moved there. */
export function LeftBehindPlots({ host, flow }: LeftBehindPlotsProps) {
  const { params, id: cell } = host.cell;
  const { cuts } = params;
  const shown = flow.steps.flatMap(({ id, leftBehind }) => {
    const index = cuts.findIndex((cut) => cut.id === id);
    const name = cuts[index]?.name || `cut ${index + 1}`;
    return leftBehind && index >= 0 ? [{ id, leftBehind, index, name }] : [];
  });
  if (shown.length === 0) return null;
  return (
    <>
      <h3 title="The quantity of each cut, with all other cuts applied">N − 1</h3>
      <ul className="cut-left-behind">
        {shown.map(({ id, name, leftBehind, index }) => (
          <li key={id}>
            <LeftBehindPlot name={name} plot={leftBehind} sample={flow.samples[1]}>
              {host.frame && cuts[index].on && (
                <MovableCut
                  host={host}
                  frame={host.frame}
                  plane={planeOf(leftBehind)}
                  cell={cell}
                  params={params}
                  index={index}
                />
              )}
            </LeftBehindPlot>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The quantity across; nothing that a cut reads upwards. */
function planeOf({ edges, log, column, unit }: LeftBehind): CutPlane {
  const axis = { ref: null, offset: 0, factor: 1, square: false, counting: false, reversed: false };
  const x: AxisModel = {
    ...axis,
    ...{ scale: log ? 'log' : 'linear', label: column, name: column, unit, ticks: true },
    ...{ low: edges[0], high: edges[edges.length - 1] },
  };
  const y: AxisModel = {
    ...axis,
    ...{ scale: 'linear', label: '', name: '', unit: null, ticks: false, low: 0, high: 1 },
  };
  const view = { x, y, xReversed: false, yReversed: false, width: WIDTH, height: HEIGHT };
  return { x: { axis: x, column }, y: { axis: y, column: null }, view };
}

interface LeftBehindPlotProps {
  name: string;
  plot: LeftBehind;
  sample: string | undefined;
  /** The cut as it can be moved, over the plot. */
  children: ReactNode;
}

function LeftBehindPlot({ name, plot, sample, children }: LeftBehindPlotProps) {
  const { edges, counts, ofSample, numbers, log, column, unit } = plot;
  const most = Math.max(1, ...counts);
  const low = edges[0];
  const high = edges[edges.length - 1];
  const x = (drawn: number): number => ((drawn - low) / (high - low)) * WIDTH;
  // In log10 of the counts, so that a few events beside thousands are seen.
  const y = (n: number): number => HEIGHT - (Math.log10(1 + n) / Math.log10(1 + most)) * (HEIGHT - 4);
  const path = (of: readonly number[]): string =>
    `M0,${HEIGHT}${of.map((n, i) => `L${x(edges[i]).toFixed(1)},${y(n).toFixed(1)}H${x(edges[i + 1]).toFixed(1)}`).join('')}L${WIDTH},${HEIGHT}Z`;
  const back = (drawn: number): string => measured(log ? 10 ** drawn : drawn);
  const total = counts.reduce((sum, n) => sum + n, 0);
  return (
    <figure>
      <figcaption title={`${column}, with all cuts but ${name}`}>
        {column}
        {unit ? ` [${unit}]` : ''} <span className="cut-plot-count">{count(total)} events</span>
      </figcaption>
      <div className="cut-left-area">
        <svg
          width={WIDTH}
          height={HEIGHT}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          role="img"
          aria-label={`${column} of ${count(total)} events that pass all cuts but ${name}${numbers.length > 0 ? `, cut at ${numbers.map(measured).join(' and ')}` : ''}`}
        >
          <path className="cut-bars" d={path(counts)} />
          {sample !== undefined && <path className="cut-bars-sample" d={path(ofSample)} />}
          {numbers.map((number) => {
            const at = x(log ? Math.log10(number) : number);
            return <line key={number} className="cut-line" x1={at} x2={at} y1={0} y2={HEIGHT} />;
          })}
        </svg>
        {children}
      </div>
      <div className="cut-axis">
        <span className="cut-axis-end">{back(low)}</span>
        {numbers.length > 0 && <strong>{numbers.map(measured).join(', ')}</strong>}
        <span className="cut-axis-end">{back(high)}</span>
      </div>
    </figure>
  );
}
