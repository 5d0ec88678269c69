import { useContext, useDeferredValue, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Drawn } from './cloud.ts';
import { DISTANT_ROWS, DrawingContext, type DrawingService } from './drawing-service.ts';
import { emptyFigure } from './empty-figure.ts';
import { LatestCall } from './latest-call.ts';
import type { PlotInput, PlotSpec } from './plot.ts';
import { plotKindOf } from './registry.ts';

export interface Wanted {
  spec: PlotSpec;
  input: PlotInput;
}

/**
 * What a figure is to show; null where nothing is wanted, and until it is there. Plots of many rows are encoded in a
 * worker, of which the latest answer is shown. Others are encoded here, after what is more urgent, such as what sets
 * a selection apart, and a figure at a time.
 */
export function useEncoded(wanted: Wanted | null): Drawn | null {
  const service = useContext(DrawingContext);
  const far = service !== null && wanted !== null && wanted.input.rows >= DISTANT_ROWS;
  const distant = useDistant(far ? service : null, wanted);
  const here = useDeferredValue(far ? null : wanted, null);
  const encoded = useMemo(
    () => here && { model: plotKindOf(here.spec.type).encode(here.spec, here.input), cloud: null },
    [here],
  );
  return far ? distant : encoded;
}

function useDistant(service: DrawingService | null, wanted: Wanted | null): Drawn | null {
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const calls = useRef<LatestCall<Wanted, Drawn> | null>(null);
  useLayoutEffect(() => {
    if (!service) return;
    const figure = service.open();
    const mine = new LatestCall(
      ({ spec, input }: Wanted) =>
        figure.draw(spec, input).catch((error: unknown): Drawn => {
          const why = error instanceof Error ? error.message : String(error);
          return { model: emptyFigure(spec, input, `This figure could not be drawn: ${why}`), cloud: null };
        }),
      setDrawn,
      reportError,
    );
    calls.current = mine;
    return () => {
      mine.forget();
      figure.close();
      calls.current = null;
      setDrawn(null);
    };
  }, [service]);
  // At once: other effects wait for a frame, which redraws the page.
  useLayoutEffect(() => {
    if (service && wanted) calls.current?.ask(wanted);
  }, [service, wanted]);
  return drawn;
}
