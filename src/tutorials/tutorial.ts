import type { Failure, Goal } from '../core/judge/judge-answer.ts';
import type { TutorialId } from './list.ts';

/** A cell of the notebook that a tutorial opens. */
export interface PlannedCell {
  id: string;
  kind: string;
  title: string;
  params?: object;
  inputs?: Record<string, string>;
  collapsed?: boolean;
}

/** Hints by what is wrong with an answer; with each wrong answer the next one is shown, and the last stays. */
export type Hints = Readonly<Record<Failure, readonly string[]>>;

/** Which events of the student are judged, and where they come from. */
export interface EventsCheck {
  type: 'events';
  /** The present selection; what all cuts that are on remove; the best flag of the ledger. */
  of: 'selection' | 'cuts' | 'flags';
  /** The cell of cuts or flags; null for a selection. */
  cell: string | null;
  /** The data cell whose events they are. */
  data: string;
  goal: Goal;
  /** What the button says. */
  ask: string;
  praise: string;
  hints: Hints;
}

export interface ChoiceCheck {
  type: 'choice';
  question: string;
  options: readonly { text: string; right?: boolean; reply: string }[];
}

export type Check =
  /** Done when the cell has a result. */
  | { type: 'run'; cell: string; ask: string; praise: string; hint: string }
  | ChoiceCheck
  | EventsCheck
  /** Done when all others are, or given up: tells the origin. */
  | { type: 'end'; text: string; of: EventsCheck['of']; cell: string | null; data: string };

export interface Step {
  id: string;
  title: string;
  /** Markdown. */
  text: string;
  check: Check;
}

/** A lesson on a simulated run whose truth stays hidden until its end. */
export interface Tutorial {
  id: TutorialId;
  title: string;
  /** The notebook that it opens; a `task` cell for each step, with the step's id. */
  cells: readonly PlannedCell[];
  steps: readonly Step[];
}

export const task = (tutorial: TutorialId, step: { id: string; title: string }): PlannedCell => ({
  id: `task-${step.id}`,
  kind: 'task',
  title: step.title,
  params: { tutorial, step: step.id },
});
