import type { DerivedColumn } from '../../../workers/derive/api.ts';
import type { ColumnSummary } from '../../core/explain/effect.ts';
import type { EvaluationReport } from '../../core/expression/evaluate.ts';
import type { Theme } from '../../plots/plot.ts';
import { Sparkline } from '../../plots/sparkline/Sparkline.tsx';
import { count, measured, percent } from '../../ui/numbers.ts';

interface ColumnPreviewProps {
  derived: DerivedColumn;
  summary: ColumnSummary | undefined;
  theme: Theme;
}

/** What a new column holds, and what could not be computed. */
export function ColumnPreview({ derived, summary, theme }: ColumnPreviewProps) {
  const { report, column } = derived;
  const notes = reportNotes(report);
  return (
    <div className="derive-preview">
      {summary && (
        <>
          <Sparkline summary={summary} theme={theme} width={110} height={20} />
          <span>
            {measured(summary.min)} … <strong>{measured(summary.median)}</strong> … {measured(summary.max)}
            {column.unit ? ` ${column.unit}` : ''}
          </span>
          {summary.infinite > 0 && <span>{count(summary.infinite)} infinite</span>}
        </>
      )}
      <span>
        {report.missing === 0
          ? 'none missing'
          : `${count(report.missing)} missing (${percent(report.missing / report.rows)})`}
      </span>
      {notes.map((note) => (
        <span key={note} className="derive-note">
          {note}
        </span>
      ))}
    </div>
  );
}

/** Why rows have no value though the columns do, and what was rounded. */
export function reportNotes({ undefined: none, reasons, rounded }: EvaluationReport): string[] {
  const notes: string[] = [];
  if (none > 0) {
    const blamed = reasons.map(
      ({ operation, at, rows }) => `${operation} at character ${at + 1}: ${count(rows)}`,
    );
    notes.push(`${count(none)} not defined${blamed.length > 0 ? ` (${blamed.join(', ')})` : ''}`);
  }
  for (const { column, rows } of rounded) {
    notes.push(`${count(rows)} of ${column} beyond 2^53, rounded to doubles`);
  }
  return notes;
}
