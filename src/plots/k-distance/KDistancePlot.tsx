import { type KeyboardEvent, type PointerEvent, useMemo, useRef } from 'react';
import type { KDistanceCurve } from '../../core/cluster/clustering.ts';
import { measured, percent } from '../../ui/numbers.ts';
import { pixelY, placeY, toPlace, toValue, type View } from '../axis.ts';
import { Figure } from '../Figure.tsx';
import type { AxisModel, Theme } from '../plot.ts';
import './k-distance.css';
import { encodeKDistance, lineLabels, shareBeyond } from './encode-k-distance.ts';

interface Props {
  curve: KDistanceCurve;
  /** Events in the plane. */
  rows: number;
  eps: number;
  theme: Theme;
  height: number;
  /** While the line moves. */
  onEps(eps: number): void;
}

/** The k-distance curve with eps as a line to drag, or to move with the arrow keys. */
export function KDistancePlot({ curve, rows, eps, theme, height, onEps }: Props) {
  const model = useMemo(() => encodeKDistance(curve, rows, theme), [curve, rows, theme]);
  return (
    <Figure
      model={model}
      tool="pan"
      height={height}
      overlay={(view) => (
        <>
          <KneeLabel view={view} axis={model.frame.y} curve={curve} eps={eps} />
          <EpsLine view={view} axis={model.frame.y} curve={curve} eps={eps} onEps={onEps} />
        </>
      )}
    />
  );
}

function KneeLabel({ view, axis, curve, eps }: Omit<LineProps, 'onEps'>) {
  const y = pixelY(view, toPlace(axis, curve.knee));
  if (!(y >= 0 && y <= view.height)) return null;
  const top = lineLabels(epsPixel(view, axis, eps), y).knee;
  return (
    <span className="knee-label" style={{ transform: `translateY(${top}px)` }}>
      knee
    </span>
  );
}

function epsPixel(view: View, axis: AxisModel, eps: number): number {
  return Math.min(Math.max(pixelY(view, toPlace(axis, eps)), 0), view.height);
}

interface LineProps {
  view: View;
  axis: AxisModel;
  curve: KDistanceCurve;
  eps: number;
  onEps(eps: number): void;
}

function EpsLine({ view, axis, curve, eps, onEps }: LineProps) {
  const last = useRef(eps);
  const line = useRef<HTMLDivElement>(null);
  const y = epsPixel(view, axis, eps);
  const label = lineLabels(y, pixelY(view, toPlace(axis, curve.knee))).eps;
  const beyond = percent(shareBeyond(curve, eps));

  function epsAt(event: PointerEvent): number {
    const top = line.current!.parentElement!.getBoundingClientRect().top;
    const pixel = Math.min(Math.max(event.clientY - top, 0), view.height);
    const value = toValue(axis, placeY(view, pixel));
    return Number(
      Math.max(value, curve.distance[curve.distance.length - 1] / 2, Number.MIN_VALUE).toPrecision(3),
    );
  }

  function drag(event: PointerEvent<HTMLDivElement>): void {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const next = epsAt(event);
    if (next !== last.current) onEps(next);
    last.current = next;
  }

  function key(event: KeyboardEvent): void {
    const factors: Record<string, number> = {
      ArrowUp: 1.02,
      ArrowRight: 1.02,
      ArrowDown: 1 / 1.02,
      ArrowLeft: 1 / 1.02,
      PageUp: 1.2,
      PageDown: 1 / 1.2,
    };
    const factor = factors[event.key];
    if (factor === undefined && event.key !== 'Home') return;
    event.preventDefault();
    event.stopPropagation();
    onEps(Number((factor === undefined ? curve.knee : eps * factor).toPrecision(3)));
  }

  return (
    <div
      ref={line}
      className="eps-line"
      role="slider"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label="eps; arrow keys change it, Home takes the knee"
      aria-valuemin={curve.distance[curve.distance.length - 1]}
      aria-valuemax={curve.distance[0]}
      aria-valuenow={eps}
      aria-valuetext={`eps ${measured(eps)}; ${beyond} of the events have fewer neighbours within it`}
      style={{ transform: `translateY(${y}px)` }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        last.current = eps;
      }}
      onPointerMove={(event) => drag(event)}
      onPointerUp={(event) => drag(event)}
      onKeyDown={key}
    >
      <span style={{ top: label - y + 8 }}>
        eps {measured(eps)} · {beyond} beyond
      </span>
    </div>
  );
}
