import { type Step, type Tutorial, task } from '../tutorial.ts';

const ID = 'above-the-anode';

const LOOK: Step = {
  id: 'look',
  title: 'Lay the events out',
  text: `These are 5,000 events of a commissioning run. Most are betas, gammas and neutrons in the liquid, each with a flash of
light (**S1**) and, after its electrons have drifted up, a second one (**S2**). A few per cent are something else, and nobody has told you what.

Press **Run all** above. UMAP puts events beside those that resemble them in all quantities together; DBSCAN gives every island a number.`,
  check: {
    type: 'run',
    cell: 'cluster',
    ask: 'I have run it',
    praise:
      'There are islands. Each is a question: a population, or a tear of the plane? What follows asks one of them.',
    hint: 'The clusters have no result yet: press Run all above, or Run in the cell Cluster, and wait until it is fresh.',
  },
};

const FIND: Step = {
  id: 'find',
  title: 'Find the small S2s',
  text: `One island holds events whose **S2s are abnormally small** for their S1s, although each pulse by itself looks normal. Go through the
islands: click a cluster in the list on the right, and read **What sets it apart**. Watch the same events in *S2 against S1*.

When the island is selected, ask for a judgement. It compares your selection with what each event truly is, which you cannot see.`,
  check: {
    type: 'events',
    of: 'selection',
    cell: null,
    data: 'data',
    ask: 'Check my selection',
    goal: { populations: ['gas_above_anode'], efficiency: 0.8, purity: 0.8, othersTaken: null },
    praise: 'That is the island: small S2s of one kind, and hardly anything else.',
    hints: {
      nothing: [
        'Nothing is selected. Click a cluster in the list on the right, or lasso an island in the plane.',
      ],
      elsewhere: [
        'These are other events. Look where they lie in S2 against S1: the ones you want are below the band.',
        'Alphas have large S1s, flashes have no S2 at all. Neither is it. Read the sign beside S2 area on the right.',
        'The island is small, about one event in fifty, and its S2s are some ten times too small.',
      ],
      wide: [
        'What you seek is in there, with much else. Circle one island, not its surroundings.',
        'Take the cluster from the list on the right instead of the lasso: it knows where the island ends.',
      ],
      part: ['These belong to it, but there are more of their kind: the island is larger than your lasso.'],
    },
  },
};

const WHY: Step = {
  id: 'why',
  title: 'Which quantity gives them away?',
  text: `Keep the island selected and read **What sets it apart**, from the top. Each line has the two distributions drawn over each other: the
island, and all others. Pulse shapes (rise times, widths, quantiles) hardly differ.`,
  check: {
    type: 'choice',
    question: 'Apart from the size of the S2: what marks these events most clearly?',
    options: [
      {
        text: 'the width of the S2',
        reply:
          'Its distribution is that of shallow events: unusual together with nothing else. Look higher up in the list.',
      },
      {
        text: 'the ratio of light in the top and the bottom array (TBA), of S1 and S2 alike',
        right: true,
        reply:
          'Yes. Ordinary S1s are seen mostly by the bottom array (TBA below -0.3), these by the top. Their S2s, too, are further up than any from the liquid surface.',
      },
      {
        text: 'the prompt fraction of the S1',
        reply:
          'That tells electron recoils from nuclear ones, and only a little. Look higher up in the list.',
      },
      {
        text: 'the position in x and y',
        reply: 'They are everywhere in x and y: look at the map with the island selected.',
      },
    ],
  },
};

const CUT: Step = {
  id: 'cut',
  title: 'Write the cut',
  text: `An island in a plane is no cut: nobody can apply it to the next run. Write one in **measured quantities**, as on a blackboard.
With the island selected, press **Cut** on the right, which proposes some, and add one to the list, or write your own in the cell *Cuts* below, such as
\`s1_tba > 0\` with *remove*. Look at it in *S1 TBA against S2 TBA*.

The judgement applies your cuts to **events that you have never seen**. Wanted: at least 90 % of the population removed, and at most 0.5 % of all other events.`,
  check: {
    type: 'events',
    of: 'cuts',
    cell: 'cuts',
    data: 'data',
    ask: 'Check my cut',
    goal: { populations: ['gas_above_anode'], efficiency: 0.9, purity: null, othersTaken: 0.005 },
    praise:
      'A cut for the blackboard: short, in measured quantities, and it holds on events that it was not made on.',
    hints: {
      nothing: ['Your cuts remove nothing. Is one of them on, and does it say "remove" and not "keep"?'],
      elsewhere: [
        'It removes other events than those. Did you mean "remove" where it says "keep"?',
        'Start from the island: select it, and let cuts be proposed for it.',
      ],
      wide: [
        'It removes the population, and too many good events with it. A small S2 is no fault by itself: low energies have small S2s.',
        'Cut in the quantity that nothing else has: where do ordinary S1s end in TBA?',
        'Look at S1 TBA against S2 TBA. There is a gap between the band and the island; put the line there.',
      ],
      part: [
        'It loses no good events, and leaves many of these behind. Loosen it.',
        'Is the cut at the middle of the island? Move it towards the band: there is room.',
      ],
    },
  },
};

const ORIGIN: Step = {
  id: 'origin',
  title: 'Where do they come from?',
  text: `Before a collaboration accepts a cut, somebody will ask what it removes. Select the island once more. Look at **drift time** (only short ones),
at the **map** in x and y, and at the **rate** against time: they come in some runs and not in others. Then think what can be near the top array, short of charge, and depend on the run.`,
  check: {
    type: 'choice',
    question: 'What are they?',
    options: [
      {
        text: 'decays on the wall, whose charge is lost on the PTFE',
        reply: 'Then they would sit at the edge of the map, at all depths. These are everywhere in x-y.',
      },
      {
        text: 'decays on the cathode wires',
        reply: 'Those have the longest drift times and their light at the bottom. It is the other end.',
      },
      {
        text: 'a PMT that flashes',
        reply: 'A flash is in one channel and has no S2. Here the largest channel holds an ordinary share.',
      },
      {
        text: 'events in the gas above the anode, more of them when the liquid is low',
        right: true,
        reply:
          'Yes: the top array sees most of their S1, little charge finds its way to where S2s are made, and a low liquid level leaves more gas.',
      },
    ],
  },
};

const END: Step = {
  id: 'end',
  title: 'What it was',
  text: 'When all steps are done, this tells what you removed, and the story behind it.',
  check: {
    type: 'end',
    of: 'cuts',
    cell: 'cuts',
    data: 'data',
    text: `You have repeated a story of the commissioning of LZ (S. Kravitz, 2022): UMAP and DBSCAN showed a cluster of events with **abnormally small
S2s** whose pulses look normal. The ratio of top to bottom light was what mattered most; a cut in **S1 TBA against S2 TBA** removed them; they were **gas events above the anode**.

Ionisation there drifts up to the anode only in part, so the S2 is small; the light is made close to the top array, so TBA is high in both pulses. The region
grows when the liquid surface is low: hence some runs have many and some none. What you can take along: a cluster was the question, the measured quantities were the answer, and the cut was judged on other events than it was made on.`,
  },
};

const STEPS = [LOOK, FIND, WHY, CUT, ORIGIN, END];

export const aboveTheAnode: Tutorial = {
  id: ID,
  title: 'Above the anode',
  cells: [
    task(ID, LOOK),
    {
      id: 'data',
      kind: 'data',
      title: 'Data: commissioning',
      params: { source: { type: 'simulate', preset: 'lz-sr1', events: 5000, seed: 5, sealed: true } },
      collapsed: true,
    },
    { id: 'embed', kind: 'embed', title: 'Embed' },
    { id: 'cluster', kind: 'cluster', title: 'Cluster' },
    task(ID, FIND),
    { id: 'plots', kind: 'plot', title: 'Plots' },
    task(ID, WHY),
    task(ID, CUT),
    { id: 'cuts', kind: 'cut', title: 'Cuts', inputs: { data: 'data', clusters: 'cluster', plane: 'embed' } },
    task(ID, ORIGIN),
    task(ID, END),
  ],
  steps: STEPS,
};
