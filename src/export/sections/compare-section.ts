import type { CompareResult } from '../../cells/compare/compute.ts';
import { findingsOf } from '../../cells/compare/findings.ts';
import { type SectionPart, text } from './section.ts';

/** What is new, in sentences with their numbers. */
export function compareSection(result: CompareResult): SectionPart[] {
  return [
    ...result.warnings.map((warning) => text(warning, 'warn')),
    { type: 'list', items: findingsOf(result).map((finding) => finding.text) },
  ];
}
