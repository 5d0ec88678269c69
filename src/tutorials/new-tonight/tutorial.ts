import { type Step, type Tutorial, task } from '../tutorial.ts';

const ID = 'new-tonight';
const RUN = { type: 'simulate', preset: 'lz-sr1', events: 4000, seed: 6, sealed: true } as const;

const LOOK: Step = {
  id: 'look',
  title: 'Start the shift',
  text: `You are on shift. The run of **last night** has been reviewed: its clusters are known, nothing in it worries anybody. **Tonight's** run has just been processed.
Nobody expects you to know every population by heart: you compare.

Press **Run all** above. The reviewed run is laid out and clustered; tonight's events are brought into its plane, and everything that is new is counted.`,
  check: {
    type: 'run',
    cell: 'compare',
    ask: 'I have run it',
    praise: 'Both runs stand side by side. Read on below, from the top of the list of what is new.',
    hint: 'The comparison has no result yet: press Run all above, and wait until the cell "Tonight beside last night" is fresh.',
  },
};

const TRAINS: Step = {
  id: 'trains',
  title: 'A cluster has grown',
  text: `In the list *What is new*, the first line names a **cluster whose share has risen**, with its significance after all places that were looked at. Press **select** beside it:
tonight's events of it light up in the plots of tonight below. Read on the right what sets them apart, and look at the **rate** against time.

Then flag them: press **F**, name them by what you think they are.`,
  check: {
    type: 'events',
    of: 'flags',
    cell: 'flags',
    data: 'tonight',
    ask: 'Check my flags',
    goal: { populations: ['electron_train'], efficiency: 0.6, purity: 0.6, othersTaken: null },
    praise:
      'One of your flags holds them: wide, faint S2s of a few electrons, mostly without an S1, within some minutes.',
    hints: {
      nothing: [
        'There is no flag on tonight’s events yet: press select beside the first line of what is new, then F.',
      ],
      elsewhere: [
        'None of your flags holds them. Which cluster has become more frequent? Select it from the list of what is new.',
        'Look at the rate against time: a burst of minutes stands out. What happens in it?',
      ],
      wide: [
        'They are in your flag, with many others. Narrow it: their S2s are wide for so little area.',
        'Shift-Alt with the lasso keeps only what is in both: first the cluster, then the burst in the rate.',
      ],
      part: [
        'A part of them is in your flag. Some lie outside the few that are called unlike: take the whole cluster that has grown.',
      ],
    },
  },
};

const SPOT: Step = {
  id: 'spot',
  title: 'A crowded place',
  text: `Further down the list of what is new are lines about **places** that hold more events than the reviewed run lets expect. No event there is strange by itself: near the wall S2s
are small every night. But so many, in one place? Select the place in x and y, look at *S2 against S1*, and take the odd ones: the lasso, and with **Shift-Alt** a second lasso in another plot, which keeps what is in both.

Flag the region of small S2s: **F** once more.`,
  check: {
    type: 'events',
    of: 'flags',
    cell: 'flags',
    data: 'tonight',
    ask: 'Check my flags',
    goal: { populations: ['small_s2'], efficiency: 0.6, purity: 0.6, othersTaken: null },
    praise:
      'One of your flags holds them: S2s of a tenth of their size or less, all from one spot in x and y.',
    hints: {
      nothing: ['There is no flag on tonight’s events yet.'],
      elsewhere: [
        'None of your flags holds them. Find the line with x_cm and y_cm in what is new, and select that place.',
        'In S2 against S1, look below the band. Which of those events share a place in the map?',
      ],
      wide: [
        'They are in your flag, with too many good events from the same place. A place is not enough: what is odd about their S2?',
        'Combine both: lasso below the band in S2 against S1, then Shift-Alt and lasso the spot in the map of x and y.',
      ],
      part: [
        'They belong to it, but there are more: the box of the list is only its middle. Lasso the whole spot in the map.',
        'Take everything that lies below the band in S2 against S1 first; then keep of it what is in the spot.',
      ],
    },
  },
};

const CAUSE: Step = {
  id: 'cause',
  title: 'What do you tell the day shift?',
  text: `You need not explain everything on shift; you have to say what to look at. One of your two findings comes from a place and stays; the other came and went.`,
  check: {
    type: 'choice',
    question: 'Which report fits what you saw?',
    options: [
      {
        text: 'a wall event rate that has risen, and a noisy PMT',
        reply: 'The spot is far from the wall, and the burst is in no single channel.',
      },
      {
        text: 'a spot in x-y where S2s come out too small (check the gas gap there), and minutes of electron trains (check what happened before, and cut the time)',
        right: true,
        reply:
          'Yes. A fixed place with normal pulse shapes and too little light is the amplification there; a burst in time of a few electrons is emission, mostly after a large S2.',
      },
      {
        text: 'a new source of gas events above the anode',
        reply: 'Those have S1s seen by the top array. Look at S1 TBA: nothing has changed there.',
      },
      {
        text: 'a bug in the reconstruction',
        reply: 'A bug is not in one place, nor over after minutes. Rises and quantiles are ordinary.',
      },
    ],
  },
};

const END: Step = {
  id: 'end',
  title: 'Hand over',
  text: `Press **Hand over** in the ledger for the report of the logbook, or for the rows of both flags as a file. When all steps are done, this tells what you flagged.`,
  check: {
    type: 'end',
    of: 'flags',
    cell: 'flags',
    data: 'tonight',
    text: `Two things were new tonight. **Small S2s from one spot**: where a grid sags, or the surface is uncovered, electrons are amplified less, so that S2s come out at a tenth of
their size or less and with their usual shape. **Electron trains**: single electrons that trickle out for milliseconds after a large S2 or from a disturbed electrode; two to six of them make a wide, faint "S2", mostly without an S1.

Why did the comparison not call the small S2s unlike anything reviewed? Because, one by one, they are not: charge lost on the wall and accidental coincidences lie in the same region every night. What was
new was **how many** there are **in one place**, and that is what a count against the reviewed run can tell. What you can take along: strange events and too many ordinary ones are two questions. Ask both.`,
  },
};

const STEPS = [LOOK, TRAINS, SPOT, CAUSE, END];

export const newTonight: Tutorial = {
  id: ID,
  title: 'What is new tonight',
  cells: [
    task(ID, LOOK),
    {
      id: 'reviewed',
      kind: 'data',
      title: 'Data: last night, reviewed',
      params: { source: { ...RUN, scenario: 'reviewed' } },
      collapsed: true,
    },
    { id: 'embed', kind: 'embed', title: 'Embed', inputs: { data: 'reviewed' } },
    { id: 'cluster', kind: 'cluster', title: 'Cluster', inputs: { embed: 'embed' } },
    {
      id: 'tonight',
      kind: 'data',
      title: 'Data: tonight',
      params: { source: { ...RUN, scenario: 'tonight' } },
      collapsed: true,
    },
    {
      id: 'compare',
      kind: 'compare',
      title: 'Tonight beside last night',
      inputs: { data: 'tonight', cluster: 'cluster' },
    },
    task(ID, TRAINS),
    { id: 'plots', kind: 'plot', title: 'Plots of tonight', inputs: { from: 'tonight' } },
    task(ID, SPOT),
    { id: 'flags', kind: 'flag', title: 'Flags', inputs: { data: 'tonight' } },
    task(ID, CAUSE),
    task(ID, END),
  ],
  steps: STEPS,
};
