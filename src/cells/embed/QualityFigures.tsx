import { useMemo } from 'react';
import type { EmbeddingResult } from '../../core/embed/embedding.ts';
import { Notes } from '../../ui/Notes.tsx';
import { percent } from '../../ui/numbers.ts';
import { type EventFigure, isEventFigure } from './columns.ts';
import { chanceText, figureText, howMeasured, howSearched, qualityHints } from './quality-words.ts';

interface QualityFiguresProps {
  result: EmbeddingResult;
  /** What the plane is painted by; null: density. */
  paint: EventFigure | null;
  onPaint(paint: EventFigure | null): void;
}

interface Entry {
  paint: EventFigure | null;
  name: string;
  value: string;
  meaning: string;
  hint: string;
}

/** How far the plane can be trusted. Each figure paints the plane by its value for every event. */
export function QualityFigures({ result, paint, onPaint }: QualityFiguresProps) {
  const { quality } = result;
  const entries = useMemo(() => entriesOf(result), [result]);
  const hints = useMemo(() => qualityHints(quality), [quality]);
  return (
    <section className="quality" aria-label="Quality of the plane">
      <ul className="quality-figures" aria-label="Paint the plane by">
        {entries.map((entry) => (
          <li key={entry.name}>
            <button
              type="button"
              aria-pressed={entry.paint === paint}
              title={`${entry.hint} Click: paints the plane by it.`}
              onClick={() => onPaint(entry.paint)}
            >
              <span className="quality-name">{entry.name}</span>
              <span className="quality-value">{entry.value}</span>
              <span className="quality-meaning">{entry.meaning}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="quality-how">
        {howMeasured(quality, result.fitted !== null)} {howSearched(result.search)}
      </p>
      <Notes notes={hints} />
    </section>
  );
}

function entriesOf({ quality, outliers }: EmbeddingResult): Entry[] {
  return [
    {
      paint: null,
      name: 'Density',
      value: '',
      meaning: 'events per cell',
      hint: 'How many events lie where.',
    },
    {
      paint: 'trustworthiness',
      name: 'Trustworthiness',
      value: figureText(quality.trustworthiness),
      meaning: 'low: beside strangers',
      hint: '1 where the neighbours shown are alike in the columns; lower the farther they are in truth (Venna and Kaski 2001).',
    },
    {
      paint: 'continuity',
      name: 'Continuity',
      value: figureText(quality.continuity),
      meaning: 'low: torn from its like',
      hint: '1 where events that are alike in the columns lie close in the plane; lower the farther they were torn apart.',
    },
    {
      paint: 'neighbor preservation',
      name: 'Neighbours kept',
      value: percent(quality.preservation.mean),
      meaning: `by chance ${chanceText(quality)}`,
      hint: `Share of the ${quality.k} nearest in the columns that are among the ${quality.k} nearest in the plane. Small where noise decides who is nearest: compare it with chance.`,
    },
    {
      paint: 'LOF',
      name: 'Local outlier factor',
      value: `up to ${outliers.most[0].lof.toPrecision(3)}`,
      meaning: 'high: far from its like',
      hint: `How much emptier the place of an event is than those of its ${outliers.k} nearest, in the columns; about 1 inside a population.`,
    },
  ];
}

/** What a cell's saved view paints the plane by; density where it says nothing that is known. */
export function paintOf(view: Record<string, unknown>): EventFigure | null {
  return isEventFigure(view.paint) ? view.paint : null;
}
