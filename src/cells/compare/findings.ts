import type { ClusterRow, Lead, ShareRow } from '../../core/compare/comparison.ts';
import type { CrowdedPlace } from '../../core/compare/crowded-places.ts';
import { count, measured, percent } from '../../ui/numbers.ts';
import type { CompareResult } from './compute.ts';

/** Corrected significance from which on a difference is called one: p < 0.01 for the whole table, as of new populations and crowded places. */
export const SIGNIFICANT = 2.58;
const MOST_CLUSTERS = 4;
const MOST_POPULATIONS = 3;

/** What a click on a finding selects. */
export type Picked =
  | { type: 'cluster'; label: number; run: number }
  | { type: 'population'; label: number }
  | { type: 'unlike'; run: number }
  | { type: 'pocket'; label: number }
  | { type: 'place'; place: CrowdedPlace }
  | { type: 'crossed' };

export interface Finding {
  text: string;
  /** Chance alone makes it. */
  calm: boolean;
  picks: Picked | null;
}

export function clusterName(label: number): string {
  return label < 0 ? 'noise' : `cluster ${label}`;
}

/** `s1_tba ↑, s2_area ↓` */
export function leadsText(leads: readonly Lead[]): string {
  return leads.map(({ feature, shift }) => `${feature} ${shift > 0 ? '↑' : '↓'}`).join(', ');
}

export function sigmaText(sigma: number): string {
  return `${sigma < 10 ? sigma.toFixed(1) : Math.round(sigma)} sigma`;
}

/** What is new, most telling first, in sentences with their numbers. */
export function findingsOf(result: CompareResult): Finding[] {
  return [
    ...movedFindings(result),
    ...clusterFindings(result),
    ...novelFindings(result),
    ...pocketFindings(result),
    ...placeFindings(result),
    ...columnFindings(result),
    ...result.notes.map((text) => ({ text: `${text}.`, calm: true, picks: null })),
  ];
}

function told(text: string, picks: Picked | null = null): Finding {
  return { text, picks, calm: false };
}

function clusterFindings({ clusters, runs, looks }: CompareResult): Finding[] {
  const found = clusters
    .flatMap((cluster) => cluster.runs.map((row) => ({ cluster, row })))
    .filter(({ row }) => row.sigma >= SIGNIFICANT)
    .sort((a, b) => b.row.sigma - a.row.sigma);
  if (found.length === 0) {
    return [
      {
        text: `No cluster is more or less frequent than chance makes it, looking in ${looks} places.`,
        calm: true,
        picks: null,
      },
    ];
  }
  const shown = found.slice(0, MOST_CLUSTERS).map(({ cluster, row }) => {
    const leads = leadsText(cluster.leads.slice(0, 2));
    const name = cluster.label < 0 ? 'Noise' : `Cluster ${cluster.label}`;
    const where = runs.length > 1 ? ` in run ${runs[row.run].name}` : '';
    return told(
      `${name}${leads === '' ? '' : ` (${leads})`}: ${changeText(cluster, row)}${where}, ${sigmaText(row.sigma)} after looking in ${looks} places.`,
      { type: 'cluster', label: cluster.label, run: row.run },
    );
  });
  const rest = found.length - shown.length;
  if (rest > 0) {
    shown.push(told(`${rest} more ${rest === 1 ? 'difference' : 'differences'} beyond chance in the table.`));
  }
  return shown;
}

function changeText(cluster: ClusterRow, row: ShareRow): string {
  const shares = `${percent(cluster.referenceShare)} → ${percent(row.share)}`;
  if (row.test !== 'rates' || row.rateRatio === null) return shares;
  return `${shares}, rate × ${row.rateRatio.toPrecision(3)}`;
}

function novelFindings({ novel, runs, looks }: CompareResult): Finding[] {
  const several = runs.length > 1;
  const findings = novel.runs.map((row): Finding => {
    const where = several ? ` of run ${runs[row.run].name}` : '';
    const some = `${count(row.count)} ${row.count === 1 ? 'event' : 'events'}${where} unlike anything reviewed`;
    const expected = `${count(Math.round(novel.expected[row.run]))} expected by chance`;
    const beyond = row.sigma >= SIGNIFICANT && row.difference.low > 0;
    return {
      text: beyond
        ? `${some}; ${expected}, ${sigmaText(row.sigma)} after looking in ${looks} places.`
        : `${some}, ${expected}.`,
      calm: !beyond,
      picks: row.count > 0 ? { type: 'unlike', run: row.run } : null,
    };
  });
  const loud = findings.filter(({ calm }) => !calm);
  const calm = findings.filter((finding) => finding.calm);
  // Of many runs those without news are one line.
  if (calm.length > 1) {
    const which = loud.length > 0 ? `The other ${calm.length}` : `All ${calm.length}`;
    const text = `${which} runs hold no more events unlike the reviewed ones than chance makes.`;
    calm.splice(0, calm.length, { text, calm: true, picks: null });
  }
  if (loud.length === 0) return calm;
  const populations = novel.populations.slice(0, MOST_POPULATIONS).map(({ label, size, leads, within }) => {
    const led = leads.length > 0 ? `, led by ${leadsText(leads)}` : '';
    const place = within.label < 0 ? 'the noise' : clusterName(within.label);
    return told(
      `${count(size)} unlike events are one new population${led}; on the plane ${percent(within.share)} of them lie in ${place}.`,
      { type: 'population', label },
    );
  });
  return [...loud, ...populations, ...calm];
}

function pocketFindings({ grown, runs }: CompareResult): Finding[] {
  return grown.pockets.map(({ label, run, count: found, expected, shuffles, leads }) => {
    const where = runs.length > 1 ? ` of run ${runs[run].name}` : '';
    const led = leads.length > 0 ? ` (${leadsText(leads)})` : '';
    const drawn =
      grown.events < grown.of
        ? ` among ${count(grown.events)} of all ${count(grown.of)}, drawn at random`
        : '';
    const chance = `${shuffles.as === 0 ? 'none' : shuffles.as} of ${shuffles.of} shuffles of all events gave as much anywhere`;
    return told(
      `${count(found)} unusual events${where} that are alike${led}${drawn}, where ${count(Math.round(expected))} are expected; ${chance}.`,
      { type: 'pocket', label },
    );
  });
}

function placeFindings({ crowded, runs }: CompareResult): Finding[] {
  return crowded.places.map((place) => {
    const { run, x, y, xRange, yRange, sigma } = place;
    const where = runs.length > 1 ? ` of run ${runs[run].name}` : '';
    const rough = (value: number): string => measured(Number(value.toPrecision(3)));
    const ends = ([low, high]: [number, number]): string => `from ${rough(low)} to ${rough(high)}`;
    return told(
      `${count(place.count)} events${where} where ${count(Math.round(place.expected))} are expected: ${x} ${ends(xRange)} and ${y} ${ends(yRange)}; ${sigmaText(sigma)} after looking in ${count(crowded.looks)} places.`,
      { type: 'place', place },
    );
  });
}

function movedFindings({ processing }: CompareResult): Finding[] {
  if (!processing) return [];
  const { match, moved, crossed, changes, transitions } = processing;
  if (changes.length === 0) {
    const text = `The ${count(match.matched)} matched events have the same values in all columns.`;
    return [{ text, calm: true, picks: null }];
  }
  const names = changes.slice(0, 3).map(({ column }) => column);
  const more = changes.length > 3 ? ` and ${changes.length - 3} more` : '';
  const [most] = transitions;
  const way = most
    ? `, most of all from ${clusterName(most.from)} to ${clusterName(most.to)} (${count(most.count)})`
    : '';
  return [
    told(
      `The new processing moved ${count(moved)} of ${count(match.matched)} matched events (${names.join(', ')}${more}); ${count(crossed)} are in another cluster now${way}.`,
      crossed > 0 ? { type: 'crossed' } : null,
    ),
  ];
}

function columnFindings({ columns, runs }: CompareResult): Finding[] {
  const findings: Finding[] = [];
  const gone = columns.shifts.filter(({ vanished }) => vanished);
  if (gone.length > 0) {
    const names = [...new Set(gone.map(({ column }) => column))].join(', ');
    const where = runs.length > 1 ? ` in run ${runs[gone[0].run].name}` : '';
    findings.push(
      told(`No event${where} has a value of ${names}: a quantity that vanished is the first suspect.`),
    );
  }
  if (columns.onlyReference.length > 0) {
    findings.push(told(`Only the reviewed data have ${columns.onlyReference.join(', ')}.`));
  }
  if (columns.onlyOther.length > 0) {
    findings.push(told(`Only the new data have ${columns.onlyOther.join(', ')}.`));
  }
  for (const { column, reference, other } of columns.units) {
    findings.push(
      told(`${column} is in ${reference} in the reviewed data and in ${other} in the new: not compared.`),
    );
  }
  return findings;
}
