import { Problem } from '../problem.ts';

/** A stretch of an expression's text, in UTF-16 units from 0; `end` is exclusive. */
export interface Place {
  start: number;
  end: number;
}

const places = new WeakMap<Problem, Place>();

/**
 * A Problem that knows where in the expression it is: `unknown column s1_tbaa at character 12; did you mean
 * s1_tba?`. Characters count from 1, as people do.
 */
export function placedProblem(what: string, place: Place, advice = ''): Problem {
  const message = `${what} at character ${place.start + 1}${advice === '' ? '' : `; ${advice}`}`;
  const problem = new Problem('bad-parameter', message);
  places.set(problem, { start: place.start, end: place.end });
  return problem;
}

/** Where in the text a problem of parsing or checking is; undefined for any other error. */
export function placeOf(error: unknown): Place | undefined {
  return error instanceof Problem ? places.get(error) : undefined;
}
