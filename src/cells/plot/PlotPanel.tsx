import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Clause, SelectionMode } from '../../core/table/clause.ts';
import { Figure, type FigureHandle } from '../../plots/Figure.tsx';
import type { PlotSpec } from '../../plots/plot.ts';
import { SelectByRange } from '../../plots/SelectByRange.tsx';
import { fileStem } from '../../ui/file-stem.ts';
import { Menu } from '../../ui/Menu.tsx';
import { count } from '../../ui/numbers.ts';
import { saveFile } from '../../ui/save-file.ts';
import type { CellHost, Frame } from '../contract.ts';
import { CutHandles } from '../cut/CutHandles.tsx';
import { passingLabel } from '../cut/passing-rows.ts';
import { PlotSettings } from './PlotSettings.tsx';
import { plotTitle } from './plot-title.ts';
import { useDrawn } from './use-drawn.ts';

interface PlotPanelProps {
  plot: PlotSpec;
  host: CellHost;
  frame: Frame;
  /** `gesture` folds the changes of one drag to one undo step. */
  onChange(plot: PlotSpec, gesture?: string): void;
  onRemove(): void;
  /** In the dock beside the inspector: fewer controls. */
  docked?: boolean;
  /** The user has just added it: it comes into sight with its settings open. */
  added?: boolean;
}

/** One plot with its controls. */
export function PlotPanel({
  plot,
  host,
  frame,
  onChange,
  onRemove,
  docked = false,
  added = false,
}: PlotPanelProps) {
  const [open, setOpen] = useState<'settings' | 'range' | null>(added ? 'settings' : null);
  const panel = useRef<HTMLElement>(null);
  const handle = useRef<FigureHandle>(null);
  const { pointer } = host;
  const hovered = useSyncExternalStore(pointer.subscribe, pointer.get);
  const drawn = useDrawn(panel, plot, host, frame);
  const height = docked ? 250 : plot.height;
  const title = plotTitle(plot, frame);
  const address = `${host.cell.id}/${plot.id}`;
  const pinned = host.pinned.includes(address);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the panel appears
  useEffect(() => {
    if (!added) return;
    panel.current?.scrollIntoView({ block: 'nearest' });
    panel.current?.querySelector('select')?.focus({ preventScroll: true });
  }, []);

  function select(clause: Clause, mode: SelectionMode): void {
    const verb = clause.type === 'polygon' ? 'lasso' : clause.type === 'labels' ? 'pick' : 'box';
    // What is not drawn is not selected.
    const { cuts } = host.cell.inputs;
    const among = cuts === undefined ? {} : { among: passingLabel(cuts) };
    host.select({ mode, clause, ...among }, `${verb} in ${title}`);
  }

  function closeRange(): void {
    setOpen(null);
    handle.current?.focus();
  }

  async function save(format: 'png' | 'svg'): Promise<void> {
    try {
      const picture = await handle.current?.exportPicture(format, 3);
      if (picture) saveFile(`${fileStem(title, 'figure')}.${format}`, picture);
    } catch (error) {
      host.tell(
        'bad',
        `the figure could not be written: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  return (
    <section
      ref={panel}
      id={docked ? undefined : `plot-${address}`}
      className={docked ? 'plot docked' : `plot span-${plot.span}`}
      aria-label={title}
    >
      <div className="plot-head">
        <h3 title={title}>{title}</h3>
        {!docked && (
          <button
            type="button"
            className="button quiet icon"
            aria-expanded={open === 'settings'}
            aria-label={`Axes and colour of ${title}`}
            title="Axes and colour"
            onClick={() => setOpen(open === 'settings' ? null : 'settings')}
          >
            axes
          </button>
        )}
        <Menu
          className="button quiet icon"
          label="⋯"
          name={`Actions of ${title}`}
          align="right"
          items={[
            {
              label: pinned ? 'Unpin from the dock' : 'Pin to the dock',
              onPick: () => (pinned ? host.unpin(address) : host.pin(address)),
            },
            { label: 'Select by numbers', onPick: () => setOpen('range') },
            {
              label: 'Reset the axes',
              onPick: () =>
                onChange({ ...plot, x: { ...plot.x, range: null }, y: { ...plot.y, range: null } }),
            },
            {
              label: 'Wider',
              disabled: docked || plot.span >= 3,
              onPick: () => onChange({ ...plot, span: plot.span + 1 }),
            },
            {
              label: 'Narrower',
              disabled: docked || plot.span <= 1,
              onPick: () => onChange({ ...plot, span: plot.span - 1 }),
            },
            {
              label: 'Taller',
              disabled: docked || plot.height >= 1200,
              onPick: () => onChange({ ...plot, height: plot.height + 80 }),
            },
            {
              label: 'Shorter',
              disabled: docked || plot.height <= 200,
              onPick: () => onChange({ ...plot, height: plot.height - 80 }),
            },
            { label: 'Save as PNG', onPick: () => void save('png') },
            { label: 'Save as SVG', onPick: () => void save('svg') },
            { label: docked ? 'Unpin' : 'Remove', onPick: docked ? () => host.unpin(address) : onRemove },
          ]}
        />
      </div>
      {open === 'settings' && <PlotSettings plot={plot} frame={frame} onChange={onChange} />}
      {open === 'range' && drawn && (
        <SelectByRange model={drawn.model} onSelect={select} onClose={closeRange} />
      )}
      {drawn ? (
        <Figure
          model={drawn.model}
          cloud={drawn.cloud}
          tool={host.tool}
          height={height}
          hovered={hovered}
          onSelect={select}
          onHover={pointer.set}
          onRanges={(x, y) =>
            onChange({ ...plot, x: { ...plot.x, range: x }, y: { ...plot.y, range: y } }, 'ranges')
          }
          handle={handle}
          overlay={
            host.cutCells.length > 0
              ? (view) => <CutHandles host={host} frame={frame} model={drawn.model} view={view} />
              : undefined
          }
        />
      ) : (
        <p className="figure-waiting" style={{ height }}>
          Drawing {count(frame.rows)} events …
        </p>
      )}
      {!docked && <ResizeHandle plot={plot} onChange={onChange} />}
    </section>
  );
}

/** Drags the lower right corner: height in px, width in columns of the grid. Keys: the menu's wider, taller ... */
function ResizeHandle({ plot, onChange }: Pick<PlotPanelProps, 'plot' | 'onChange'>) {
  const start = useRef<{ y: number; x: number; height: number; span: number; column: number } | null>(null);
  return (
    <div
      className="resize-handle"
      aria-hidden="true"
      onPointerDown={(event) => {
        const panel = event.currentTarget.parentElement;
        if (!panel) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = {
          y: event.clientY,
          x: event.clientX,
          height: plot.height,
          span: plot.span,
          column: panel.clientWidth / plot.span,
        };
      }}
      onPointerMove={(event) => {
        const from = start.current;
        if (!from) return;
        const height = Math.min(1200, Math.max(160, Math.round(from.height + event.clientY - from.y)));
        const span = Math.min(3, Math.max(1, Math.round(from.span + (event.clientX - from.x) / from.column)));
        if (height !== plot.height || span !== plot.span) onChange({ ...plot, height, span }, 'size');
      }}
      onPointerUp={() => {
        start.current = null;
      }}
    />
  );
}
