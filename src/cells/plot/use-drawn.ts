import { type RefObject, useContext, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { Drawn } from '../../plots/cloud.ts';
import { DISTANT_ROWS, DrawingContext, type DrawingService } from '../../plots/drawing-service.ts';
import { emptyFigure } from '../../plots/empty-figure.ts';
import { LatestCall } from '../../plots/latest-call.ts';
import type { PlotInput, PlotSpec } from '../../plots/plot.ts';
import { plotKindOf } from '../../plots/registry.ts';
import type { CellHost, Frame } from '../contract.ts';
import { plotInput } from './plot-input.ts';
import { useNear } from './use-near.ts';

interface Wanted {
  plot: PlotSpec;
  input: PlotInput;
}

/**
 * What a panel draws; null until it first comes into sight. Out of sight it keeps what it had. Tables of many rows
 * are encoded and drawn in a worker. Others are encoded here, after what is more urgent, such as what sets a
 * selection apart, and a panel at a time.
 */
export function useDrawn(
  panel: RefObject<HTMLElement | null>,
  plot: PlotSpec,
  host: CellHost,
  frame: Frame,
): Drawn | null {
  const near = useNear(panel);
  const service = useContext(DrawingContext);
  const { selected, theme } = host;
  const last = useRef<Wanted | null>(null);
  const wanted = useMemo(
    () => (near ? { plot, input: plotInput(plot, frame, selected, theme) } : last.current),
    [near, plot, frame, selected, theme],
  );
  useEffect(() => {
    last.current = wanted;
  }, [wanted]);
  const far = service !== null && frame.rows >= DISTANT_ROWS;
  const distant = useDistant(far ? service : null, wanted);
  const here = useDeferredValue(far ? null : wanted, null);
  const encoded = useMemo(
    () => here && { model: plotKindOf(here.plot.type).encode(here.plot, here.input), cloud: null },
    [here],
  );
  return far ? distant : encoded;
}

/** What a worker made of the latest wish that it has answered. */
function useDistant(service: DrawingService | null, wanted: Wanted | null): Drawn | null {
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const calls = useRef<LatestCall<Wanted, Drawn> | null>(null);
  useEffect(() => {
    if (!service) return;
    const figure = service.open();
    const mine = new LatestCall(
      ({ plot, input }: Wanted) =>
        figure.draw(plot, input).catch((error: unknown): Drawn => {
          const why = error instanceof Error ? error.message : String(error);
          return { model: emptyFigure(plot, input, `This figure could not be drawn: ${why}`), cloud: null };
        }),
      setDrawn,
      (error) => reportError(error),
    );
    calls.current = mine;
    return () => {
      mine.forget();
      figure.close();
      calls.current = null;
      setDrawn(null);
    };
  }, [service]);
  useEffect(() => {
    if (service && wanted) calls.current?.ask(wanted);
  }, [service, wanted]);
  return drawn;
}
