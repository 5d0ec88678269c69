import { useState } from 'react';
import { POPULATION_DESCRIPTIONS } from '../../core/simulate/describe.ts';
import { clopperPearson } from '../../core/stats/binomial-interval.ts';
import { stepOf, tutorialNamed } from '../../tutorials/registry.ts';
import type { ChoiceCheck, EventsCheck, Step } from '../../tutorials/tutorial.ts';
import { Notice } from '../../ui/Notice.tsx';
import { count, percent } from '../../ui/numbers.ts';
import type { CellHost } from '../contract.ts';
import { Markdown } from '../note/Markdown.tsx';
import { type Answer, answerOf } from './answer.ts';
import type { TaskParams } from './params.ts';
import './task.css';

/** A step of a tutorial: its text, its question, and what the judge said of the answer. */
export default function TaskView({ host }: { host: CellHost<TaskParams> }) {
  const { tutorial, step: id } = host.cell.params;
  const step = stepOf(tutorial, id);
  const steps = tutorialNamed(tutorial)?.steps ?? [];
  const answer = answerOf(host.cell.view);
  if (!step) {
    return (
      <p className="empty">
        This version of Outcrop does not have the step “{id}” of a tutorial “{tutorial}”. The rest of the
        notebook works without it.
      </p>
    );
  }
  return (
    <div className="task">
      <p className="task-place">
        Step {steps.indexOf(step) + 1} of {steps.length}
        {answer.passed && <span className="task-done"> · done</span>}
      </p>
      <Markdown text={step.text} />
      <Asked host={host} step={step} answer={answer} />
    </div>
  );
}

function Asked({ host, step, answer }: { host: CellHost<TaskParams>; step: Step; answer: Answer }) {
  const { check } = step;
  const ask = (about?: string): void => host.command('check-step', about);
  switch (check.type) {
    case 'run':
      return (
        <>
          {!answer.passed && <Ask onClick={() => ask()}>{check.ask}</Ask>}
          <Said right={answer.passed} wrong={answer.wrong}>
            {answer.passed ? check.praise : check.hint}
          </Said>
        </>
      );
    case 'choice':
      return <Choice check={check} name={host.cell.id} answer={answer} onChoose={(at) => ask(String(at))} />;
    case 'events':
      return (
        <>
          <Ask onClick={() => ask()}>{answer.passed ? `${check.ask} again` : check.ask}</Ask>
          <Judged check={check} answer={answer} />
        </>
      );
    case 'end':
      if (answer.passed) return <Ending host={host} text={check.text} answer={answer} />;
      return (
        <>
          <div className="form-row">
            <Ask onClick={() => ask()}>Finish</Ask>
            <button type="button" className="button" onClick={() => ask('give-up')}>
              Tell me now
            </button>
          </div>
          <Said right={false} wrong={answer.wrong}>
            Some steps are not done yet: the bar above the notebook says which.
          </Said>
        </>
      );
  }
}

function Ask({ onClick, children }: { onClick(): void; children: string }) {
  return (
    <button type="button" className="button primary" onClick={onClick}>
      {children}
    </button>
  );
}

/** Nothing before the first answer. */
function Said({ right, wrong, children }: { right: boolean; wrong: number; children: string }) {
  return (
    <div aria-live="polite">
      {(right || wrong > 0) && <Notice level={right ? 'info' : 'warn'}>{children}</Notice>}
    </div>
  );
}

interface ChoiceProps {
  check: ChoiceCheck;
  name: string;
  answer: Answer;
  onChoose(at: number): void;
}

function Choice({ check, name, answer, onChoose }: ChoiceProps) {
  const chosen = answer.choice ?? null;
  // What is pressed shows at once; that it is kept, and what it is worth, follows.
  const [pressed, setPressed] = useState<{ at: number; before: number | null } | null>(null);
  if (pressed !== null && pressed.before !== chosen) setPressed(null);
  const shown = pressed?.at ?? chosen;
  const option = chosen === null ? undefined : check.options[chosen];
  return (
    <fieldset className="task-choice">
      <legend>{check.question}</legend>
      {check.options.map(({ text }, at) => (
        <label key={text}>
          <input
            type="radio"
            name={name}
            checked={shown === at}
            onChange={() => {
              setPressed({ at, before: chosen });
              onChoose(at);
            }}
          />{' '}
          {text}
        </label>
      ))}
      <div aria-live="polite">
        {option && <Notice level={option.right ? 'info' : 'warn'}>{option.reply}</Notice>}
      </div>
    </fieldset>
  );
}

function Judged({ check, answer }: { check: EventsCheck; answer: Answer }) {
  const { last } = answer;
  if (!last) return <div aria-live="polite" />;
  const hints = last.failure === null ? [] : check.hints[last.failure];
  const hint = hints[Math.min(Math.max(1, answer.wrong), hints.length) - 1];
  const { goal, of } = check;
  const verb = of === 'cuts' ? 'removed' : of === 'flags' ? 'flagged' : 'selected';
  const { efficiency, purity, others } = last;
  return (
    <div aria-live="polite">
      <Notice level={last.failure === null ? 'info' : 'warn'}>
        {last.failure === null ? check.praise : hint}
      </Notice>
      {last.failure !== 'nothing' && (
        <table className="task-figures">
          <caption>
            {last.flag !== null && <>Your flag “{last.flag}”. </>}
            Judged{' '}
            {last.on === 'unseen' ? 'on a run that you have not seen' : 'on the events of this notebook'}.
            Intervals are 95 % Clopper-Pearson.
          </caption>
          <tbody>
            <Figure
              name={`of the sought events ${verb}`}
              share={efficiency}
              wanted={`at least ${percent(goal.efficiency)}`}
            />
            <Figure
              name={`of the ${verb} events sought`}
              share={purity}
              wanted={goal.purity === null ? '' : `at least ${percent(goal.purity)}`}
            />
            <Figure
              name={`of all others ${verb}`}
              share={others}
              wanted={goal.othersTaken === null ? '' : `at most ${percent(goal.othersTaken)}`}
            />
          </tbody>
        </table>
      )}
    </div>
  );
}

interface FigureProps {
  name: string;
  share: { count: number; of: number };
  wanted: string;
}

function Figure({ name, share, wanted }: FigureProps) {
  const { low, high } = clopperPearson(share.count, share.of);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="number">{share.of === 0 ? 'none' : percent(share.count / share.of)}</td>
      <td className="number">
        {percent(low)} … {percent(high)}
      </td>
      <td className="number">
        {count(share.count)} of {count(share.of)}
      </td>
      <td>{wanted}</td>
    </tr>
  );
}

interface EndingProps {
  host: CellHost<TaskParams>;
  text: string;
  answer: Answer;
}

function Ending({ host, text, answer }: EndingProps) {
  const held = answer.composition ?? [];
  return (
    <>
      {answer.givenUp && <p className="soft">Told before all steps were done.</p>}
      <Markdown text={text} />
      {held.length > 0 && (
        <table className="task-held">
          <caption>What the run held, and what of it you took</caption>
          <thead>
            <tr>
              <th scope="col">what it truly is</th>
              <th scope="col" className="number">
                events
              </th>
              <th scope="col" className="number">
                taken
              </th>
              <th scope="col">how it looks</th>
            </tr>
          </thead>
          <tbody>
            {held.map(({ population, events, taken }) => (
              <tr key={population} className={taken > 0 ? 'is-taken' : ''}>
                <th scope="row">{described(population)?.title ?? population}</th>
                <td className="number">{count(events)}</td>
                <td className="number">{taken > 0 ? count(taken) : ''}</td>
                <td className="soft">{described(population)?.sentence}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p>
        <button type="button" className="button" onClick={() => host.command('unseal')}>
          Put the truth into the data
        </button>{' '}
        <span className="soft">as a column, to colour plots by; cells that read the data run once more.</span>
      </p>
    </>
  );
}

function described(population: string): { title: string; sentence: string } | undefined {
  return Object.entries(POPULATION_DESCRIPTIONS).find(([name]) => name === population)?.[1];
}
