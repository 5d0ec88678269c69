import { useMemo } from 'react';
import { useOutcrop, useSession } from '../context.ts';
import { tasksOf } from './tasks-of.ts';
import './tutorials.css';

/** Where a tutorial stands: its steps in order, each a way to its task. Nothing in other notebooks. */
export function TutorialProgress() {
  const { actions } = useOutcrop();
  const document = useSession((s) => s.document);
  const tasks = useMemo(() => tasksOf(document), [document]);
  if (tasks.length === 0) return null;
  const done = tasks.filter(({ answer }) => answer.passed).length;
  const next = tasks.find(({ answer }) => !answer.passed)?.cell;
  return (
    <nav className="tutorial-progress" aria-label="Steps of the tutorial">
      <span className="tutorial-count">
        {done} of {tasks.length} steps done
      </span>
      <ol>
        {tasks.map(({ cell, title, answer }, index) => (
          <li key={cell}>
            <button
              type="button"
              className={answer.passed ? 'tutorial-step done' : 'tutorial-step'}
              aria-label={`Step ${index + 1}: ${title}${answer.passed ? ' (done)' : ''}`}
              aria-current={cell === next ? 'step' : undefined}
              title={title}
              onClick={() => actions.focusCell(cell, 'start')}
            >
              {answer.passed ? `✓ ${index + 1}` : index + 1}
              {cell === next && ` ${title}`}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
