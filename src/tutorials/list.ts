/** What the ways to begin show of each tutorial, in the order in which they are best taken. */
export const TUTORIALS = [
  {
    id: 'bug-in-reconstruction',
    title: 'A bug in the reconstruction',
    about: 'An island of odd S1s that no physics makes. Find it, flag it, and check the fix.',
    minutes: 10,
  },
  {
    id: 'above-the-anode',
    title: 'Above the anode',
    about: 'Abnormally small S2s whose pulses look normal. Find them, cut them, say where they come from.',
    minutes: 15,
  },
  {
    id: 'new-tonight',
    title: 'What is new tonight',
    about: 'Your shift: last night is reviewed, tonight is not. Find what is new, flag it, hand it over.',
    minutes: 15,
  },
] as const;

export type TutorialId = (typeof TUTORIALS)[number]['id'];
