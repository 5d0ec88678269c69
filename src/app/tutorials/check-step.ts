import { cuttable } from '../../cells/cut/compute.ts';
import type { Answer } from '../../cells/task/answer.ts';
import { columnsOfCuts } from '../../core/cut/cut-expression.ts';
import { bestAnswer, composition, type Judgement, judgeAnswer } from '../../core/judge/judge-answer.ts';
import { toProblemData } from '../../core/problem.ts';
import { type Bits, bitsNone, notBits, orBits } from '../../core/table/bits.ts';
import type { JsonObject } from '../../notebook/json.ts';
import type { Check, EventsCheck } from '../../tutorials/tutorial.ts';
import type { Outcrop } from '../context.ts';
import { cutsOf, type GivenAnswer, studentAnswers } from './student-answer.ts';
import { type TaskCell, tasksOf } from './tasks-of.ts';
import { type KnownRun, knownRun } from './truth-of.ts';

/**
 * Judges what the student has done at a step, and keeps it in the view of its task.
 * @param given of a question the number of the option; of the end `give-up`
 */
export async function checkStep(outcrop: Outcrop, cell: string, given?: string): Promise<void> {
  const { session, actions } = outcrop;
  const { stepOf } = await import('../../tutorials/registry.ts');
  const task = tasksOf(session.store.getState().document).find((each) => each.cell === cell);
  const step = task && stepOf(task.tutorial, task.step);
  if (!task || !step) return;
  try {
    const next = await judged(outcrop, task, step.check, given);
    const answer = { ...task.answer, ...next } as unknown as JsonObject;
    session.dispatch({ type: 'setView', id: cell, view: { answer } });
  } catch (error) {
    actions.tell('bad', toProblemData(error).message);
  }
}

async function judged(
  outcrop: Outcrop,
  task: TaskCell,
  check: Check,
  given?: string,
): Promise<Partial<Answer>> {
  const { document, cells } = outcrop.session.store.getState();
  const { passed, wrong } = task.answer;
  const scored = (right: boolean): Partial<Answer> => ({
    passed: passed || right,
    wrong: right ? wrong : wrong + 1,
  });
  switch (check.type) {
    case 'run':
      return scored(cells[check.cell]?.status === 'fresh');
    case 'choice': {
      const choice = Number(given);
      return { ...scored(check.options[choice]?.right === true), choice };
    }
    case 'events': {
      const { judgement, flag, on } = await judgeEvents(outcrop, check);
      const { efficiency, purity, restRemoved } = judgement.figures;
      const counts = ({ count, of }: { count: number; of: number }) => ({ count, of });
      return {
        ...scored(judgement.failure === null),
        last: {
          ...{ failure: judgement.failure, flag, on },
          ...{ efficiency: counts(efficiency), purity: counts(purity), others: counts(restRemoved) },
        },
      };
    }
    case 'end': {
      const left = tasksOf(document).filter(({ cell, answer }) => cell !== task.cell && !answer.passed);
      const givenUp = given === 'give-up' && left.length > 0;
      if (left.length > 0 && !givenUp) return scored(false);
      const run = await knownRun(outcrop, check.data, false);
      const none = bitsNone(run.data.table.rows);
      const answers = await studentAnswers(outcrop, check).catch((): GivenAnswer[] => []);
      const taken = answers.reduce((all, { rows }) => orBits(all, rows), none);
      return { passed: true, givenUp, composition: composition(taken, run.truth) };
    }
  }
}

async function judgeEvents(
  outcrop: Outcrop,
  check: EventsCheck,
): Promise<{ judgement: Judgement; flag: string | null; on: 'unseen' | 'these' }> {
  if (check.of === 'cuts') {
    const unseen = await knownRun(outcrop, check.data, true);
    const removed = await removedOf(outcrop, check, unseen);
    if (removed)
      return { judgement: judgeAnswer(removed, unseen.truth, check.goal), flag: null, on: 'unseen' };
  }
  const answers = await studentAnswers(outcrop, check);
  const { data, truth } = await knownRun(outcrop, check.data, false);
  const best = bestAnswer(answers, truth, check.goal);
  const rows = best?.rows ?? bitsNone(data.table.rows);
  return { judgement: judgeAnswer(rows, truth, check.goal), flag: best?.flag ?? null, on: 'these' };
}

/** What the cuts remove of a run; null where one reads a column that the run does not have, such as a derived one. */
async function removedOf(outcrop: Outcrop, check: EventsCheck, { data }: KnownRun): Promise<Bits | null> {
  const cuts = cutsOf(outcrop, check.cell).filter(({ on }) => on);
  const wanted = new Set(columnsOfCuts(cuts));
  const columns = cuttable(data.table.columns).filter(({ name }) => wanted.has(name));
  if (columns.length < wanted.size) return null;
  const call = { cell: check.cell ?? 'cuts', signal: new AbortController().signal };
  const table = { rows: data.table.rows, columns };
  return notBits((await outcrop.jobs.cutFlow(call, table, cuts, [], [])).passing);
}
