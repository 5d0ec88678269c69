import type { ClassifyResult } from '../../cells/classify/compute.ts';
import type { CompareResult } from '../../cells/compare/compute.ts';
import type { RealityResult } from '../../cells/reality/compute.ts';
import type { EffectList } from '../../core/explain/effect.ts';
import { type CellDocument, findCell } from '../../notebook/document.ts';
import { type ExportSource, freshResult } from '../export-source.ts';
import { classifySection } from './classify-section.ts';
import { compareSection } from './compare-section.ts';
import { cutSection } from './cut-section.ts';
import { explainSection } from './explain-section.ts';
import { flagSection } from './flag-section.ts';
import { realitySection } from './reality-section.ts';
import { type SectionPart, text } from './section.ts';
import { taskSection } from './task-section.ts';

/** Kinds whose parameters are all said by their parts: a list of them would be said twice, and as JSON. */
export const TOLD_IN_FULL: ReadonlySet<string> = new Set(['cut', 'flag', 'task']);

/** What all exports say of a cell in the same words; empty where a kind has no such parts, or no result. */
export function cellParts(source: ExportSource, cell: CellDocument): SectionPart[] {
  return [...cutsBefore(source, cell), ...partsOfKind(source, cell)];
}

/** Which cuts leave out events of it. */
export function cutsBefore({ document }: ExportSource, cell: CellDocument): SectionPart[] {
  const cuts = cell.inputs.cuts === undefined ? undefined : findCell(document, cell.inputs.cuts);
  return cuts ? [text(`Of the events that pass ${cuts.title}.`)] : [];
}

function partsOfKind(source: ExportSource, cell: CellDocument): SectionPart[] {
  if (cell.kind === 'cut') return cutSection(source, cell);
  if (cell.kind === 'flag') return flagSection(cell);
  if (cell.kind === 'task') return taskSection(cell);
  const result = freshResult<unknown>(source, cell.id);
  if (result === undefined) return [];
  switch (cell.kind) {
    case 'classify':
      return classifySection(cell, result as ClassifyResult);
    case 'compare':
      return compareSection(result as CompareResult);
    case 'explain':
      return explainSection(result as EffectList);
    case 'reality':
      return realitySection(result as RealityResult);
    default:
      return [];
  }
}
