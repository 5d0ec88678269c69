import { type Step, type Tutorial, task } from '../tutorial.ts';

const ID = 'bug-in-reconstruction';
const SOURCE = { type: 'simulate', preset: 'lz-sr1', events: 4000, seed: 11, sealed: true } as const;

const LOOK: Step = {
  id: 'look',
  title: 'Lay the events out',
  text: `A detector is new, and so is the software that reads it. These are 4,000 events of a commissioning run, as the **first processing** gave them: areas,
rise times, widths and the times by which 5, 25, 50, 75 and 95 % of a pulse have arrived.

Press **Run all** above. UMAP puts events beside those that resemble them; DBSCAN numbers the islands. The comparison at the end of the notebook runs along; leave it for later.`,
  check: {
    type: 'run',
    cell: 'cluster',
    ask: 'I have run it',
    praise: 'There are islands. One of them is no physics.',
    hint: 'The clusters have no result yet: press Run all above, and wait until the cell Cluster is fresh.',
  },
};

const FIND: Step = {
  id: 'find',
  title: 'Find the impossible S1s',
  text: `Scintillation in xenon is over in tens of nanoseconds. Click through the clusters on the right and read **What sets it apart**: in one island the S1s seem to
**rise for hundreds of nanoseconds**, though nothing else about them is odd. Select it.`,
  check: {
    type: 'events',
    of: 'selection',
    cell: null,
    data: 'data',
    ask: 'Check my selection',
    goal: { populations: ['reco_long_rise'], efficiency: 0.8, purity: 0.8, othersTaken: null },
    praise: 'That is the island: long rises, and nothing else unusual.',
    hints: {
      nothing: ['Nothing is selected. Click a cluster in the list on the right.'],
      elsewhere: [
        'Those are real events of some kind. Look for S1 rise among the first lines of what sets an island apart.',
        'Large areas and asymmetries are physics. Look for an island that is led by the times of the S1 alone.',
      ],
      wide: ['They are in there, with much else. Select the island alone.'],
      part: ['These belong to it, but the island is larger than your lasso.'],
    },
  },
};

const WHY: Step = {
  id: 'why',
  title: 'What is wrong with them?',
  text: `With the island selected, compare **rise** and the quantiles (\`s1_aft5_ns\` ... \`s1_aft95_ns\`) with the **widths** (\`s1_width50_ns\`, \`s1_rms_ns\`).
A pulse that is truly slow is long everywhere.`,
  check: {
    type: 'choice',
    question: 'What do you conclude?',
    options: [
      {
        text: 'the xenon scintillates more slowly in these events',
        reply: 'Then the widths would be long too. They are those of all other S1s.',
      },
      {
        text: 'all times are late by one amount while the widths are ordinary: the start of the pulse was found too early',
        right: true,
        reply:
          'Yes. Rise and quantiles are counted from the start of the pulse. If only the start is wrong, they are all late and the width does not care. That is the software.',
      },
      {
        text: 'two pulses were merged into one',
        reply: 'Then the widths would be long, and the quantiles apart from each other.',
      },
      {
        text: 'light from far away that arrives late',
        reply: 'Light crosses the detector in ten nanoseconds. These are hundreds.',
      },
    ],
  },
};

const FLAG: Step = {
  id: 'flag',
  title: 'Flag them',
  text: `Such a finding is worth nothing if it stays with you. With the island selected press **F**, give the flag a name, the category *reconstruction*, and your name.
It appears in the ledger below, from which it can be handed over as a file.`,
  check: {
    type: 'events',
    of: 'flags',
    cell: 'flags',
    data: 'data',
    ask: 'Check my flag',
    goal: { populations: ['reco_long_rise'], efficiency: 0.8, purity: 0.8, othersTaken: null },
    praise: 'Flagged. The people who write the pulse finder can find every one of these events.',
    hints: {
      nothing: ['There is no flag on these data yet: select the island, then press F.'],
      elsewhere: ['The flag holds other events. Select the island of long rises and flag that.'],
      wide: ['The flag holds them and much else. Flag the island alone.'],
      part: ['The flag holds a part of them. Select the whole island and flag once more.'],
    },
  },
};

const COMPARE: Step = {
  id: 'compare',
  title: 'Check the fix',
  text: `The pulse finder has been mended, and the same raw data were processed again. Below, the **new processing** stands beside the first: events are matched one by one by run and event number.
If it has not run yet, press **Run all**. Read what is new, and *What the new processing moved*.`,
  check: {
    type: 'choice',
    question: 'What happened to the events that you flagged?',
    options: [
      {
        text: 'they are missing from the new processing',
        reply: 'Every event of both has its partner: none was lost. See the line on matching.',
      },
      {
        text: 'they stayed where they were: the fix did nothing',
        reply: 'Look at the table of clusters: the share of one island falls to almost nothing.',
      },
      {
        text: 'they moved out of their island into the bulk, and no other event changed',
        right: true,
        reply:
          'Yes. Just those events moved, in the quantities counted from the start of the pulse; the island is empty. That is what a mended bug looks like.',
      },
      {
        text: 'all events changed a little',
        reply: 'Count them: how many of the matched events does the first line say moved?',
      },
    ],
  },
};

const END: Step = {
  id: 'end',
  title: 'What it was',
  text: 'When all steps are done, this tells what you flagged, and the story behind it.',
  check: {
    type: 'end',
    of: 'flags',
    cell: 'flags',
    data: 'data',
    text: `The events were ordinary. The pulse finder had put the **start of the S1 between 0.25 and 1.4 microseconds too early**, so that every time that is counted from it was
late, while areas, widths and asymmetries were right. In the commissioning of LZ (S. Kravitz, 2022) an island of the plane led to just such a fault.

Nobody had looked for it: no single histogram shows one event in seventy. What you can take along: unsupervised methods find **bugs** as readily as physics; a
look at *which* quantities differ, and which do not, tells one from the other; and a fix is proved by the same events before and after.`,
  },
};

const STEPS = [LOOK, FIND, WHY, FLAG, COMPARE, END];

export const bugInReconstruction: Tutorial = {
  id: ID,
  title: 'A bug in the reconstruction',
  cells: [
    task(ID, LOOK),
    {
      id: 'data',
      kind: 'data',
      title: 'Data: first processing',
      params: { source: SOURCE },
      collapsed: true,
    },
    { id: 'embed', kind: 'embed', title: 'Embed' },
    { id: 'cluster', kind: 'cluster', title: 'Cluster' },
    task(ID, FIND),
    { id: 'plots', kind: 'plot', title: 'Plots' },
    task(ID, WHY),
    task(ID, FLAG),
    { id: 'flags', kind: 'flag', title: 'Flags', inputs: { data: 'data' } },
    task(ID, COMPARE),
    {
      id: 'again',
      kind: 'data',
      title: 'Data: new processing',
      params: { source: { ...SOURCE, reprocessed: true } },
      collapsed: true,
    },
    {
      id: 'compare',
      kind: 'compare',
      title: 'Before and after',
      inputs: { data: 'again', cluster: 'cluster' },
    },
    task(ID, END),
  ],
  steps: STEPS,
};
