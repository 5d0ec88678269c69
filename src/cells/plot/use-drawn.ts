import { type RefObject, useEffect, useMemo, useRef } from 'react';
import type { CutFlow } from '../../core/cut/cut-flow.ts';
import type { Drawn } from '../../plots/cloud.ts';
import type { PlotSpec } from '../../plots/plot.ts';
import { useEncoded, type Wanted } from '../../plots/use-encoded.ts';
import type { CellHost, Frame } from '../contract.ts';
import { plotInput } from './plot-input.ts';
import { useNear } from './use-near.ts';

/** What a panel draws; null until it first comes into sight. Out of sight it keeps what it had. */
export function useDrawn(
  panel: RefObject<HTMLElement | null>,
  plot: PlotSpec,
  host: CellHost,
  frame: Frame,
): Drawn | null {
  const near = useNear(panel);
  const { selected, theme } = host;
  const within = (host.input('cuts')?.result as CutFlow | undefined)?.passing ?? null;
  const last = useRef<Wanted | null>(null);
  const wanted = useMemo(
    () => (near ? { spec: plot, input: plotInput(plot, frame, selected, theme, within) } : last.current),
    [near, plot, frame, selected, theme, within],
  );
  useEffect(() => {
    last.current = wanted;
  }, [wanted]);
  return useEncoded(wanted);
}
