import { type Answer, answerOf } from '../../cells/task/answer.ts';
import type { TaskParams } from '../../cells/task/params.ts';
import type { CellDocument } from '../../notebook/document.ts';
import { stepOf, tutorialNamed } from '../../tutorials/registry.ts';
import { formatCount } from '../report/format-number.ts';
import { type SectionPart, text } from './section.ts';

/** A step of a tutorial: its place, what it asked for, and what the judge said of the answer. */
export function taskSection(cell: CellDocument): SectionPart[] {
  const { tutorial, step: id } = cell.params as unknown as TaskParams;
  const step = stepOf(tutorial, id);
  const steps = tutorialNamed(tutorial)?.steps ?? [];
  if (!step) return [text(`A step “${id}” of a tutorial “${tutorial}”, which this Outcrop does not have.`)];
  const answer = answerOf(cell.view);
  return [
    text(`Step ${steps.indexOf(step) + 1} of ${steps.length}, ${doneWords(answer)}.`, 'soft'),
    ...step.text.split(/\n\s*\n/).map((paragraph) => text(plain(paragraph))),
    ...judgedParts(answer),
  ];
}

function doneWords({ passed, wrong }: Answer): string {
  const before =
    wrong === 0 ? '' : ` after ${formatCount(wrong)} wrong ${wrong === 1 ? 'answer' : 'answers'}`;
  return passed ? `done${before}` : `not done yet${before}`;
}

function judgedParts({ last }: Answer): SectionPart[] {
  if (!last) return [];
  const share = ({ count, of }: { count: number; of: number }): string =>
    `${formatCount(count)} of ${formatCount(of)}`;
  const where = last.on === 'unseen' ? 'a run that the student had not seen' : 'the events of this notebook';
  return [
    text(
      `Judged last on ${where}: it takes ${share(last.efficiency)} events that were to be found and ${share(last.others)} others.`,
    ),
  ];
}

/** Markdown's signs of stress are no words. */
function plain(markdown: string): string {
  return markdown
    .replace(/\*\*|`/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
