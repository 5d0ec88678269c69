import { aboveTheAnode } from './above-the-anode/tutorial.ts';
import { bugInReconstruction } from './bug-in-reconstruction/tutorial.ts';
import { newTonight } from './new-tonight/tutorial.ts';
import type { Step, Tutorial } from './tutorial.ts';

/** Every tutorial. One line each; what the ways to begin say of it is in list.ts. */
export const tutorials: readonly Tutorial[] = [bugInReconstruction, aboveTheAnode, newTonight];

export function tutorialNamed(id: string): Tutorial | undefined {
  return tutorials.find((tutorial) => tutorial.id === id);
}

export function stepOf(tutorial: string, step: string): Step | undefined {
  return tutorialNamed(tutorial)?.steps.find(({ id }) => id === step);
}
