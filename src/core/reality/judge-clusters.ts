import { type ClusteringResult, type ClusterParams, NOISE } from '../cluster/clustering.ts';
import { clusterSizes } from '../cluster/labels.ts';
import { type Points, planePoints } from '../cluster/points.ts';
import { takeMatrix } from '../embed/complete-plane.ts';
import type { EmbedParams } from '../embed/embedding.ts';
import { EMBEDDERS } from '../embed/methods.ts';
import type { Plane } from '../embed/plane.ts';
import type { PreparedMatrix } from '../embed/prepare.ts';
import { layOutGraph, type UmapGraph, umapGraph } from '../embed/umap/umap.ts';
import type { Progress } from '../progress.ts';
import { createRng, type Rng } from '../random/rng.ts';
import type { Neighbors } from '../space/kd-tree.ts';
import { inRowOrder, neighborsByCrew } from '../space/nearest-neighbors.ts';
import { clopperPearson } from '../stats/binomial-interval.ts';
import { bitsFrom } from '../table/bits.ts';
import type { Crew } from '../threads/crew.ts';
import { checkRealityParams } from './check-params.ts';
import { contactOf, rowsWith } from './contact.ts';
import { drawRows } from './draw-rows.ts';
import { glimpse } from './glimpse.ts';
import { heldOutAuc } from './held-out-auc.ts';
import { columnScores, leadingColumn, onlyColumn } from './leading-column.ts';
import type {
  ClusterCard,
  PlaneGlimpse,
  RealityParams,
  RealityReport,
  Refound,
  Repetition,
  RepetitionKind,
  Twin,
  TwinCluster,
} from './reality.ts';
import { type CarriedParams, carriedParams, recluster } from './recluster.ts';
import { refoundIn } from './refound.ts';
import { shuffleColumns } from './shuffle-columns.ts';
import { passing, verdictOf } from './verdict.ts';

/** A clustering to judge, and what it was made from. */
export interface JudgedClustering {
  /** As it was embedded: the rows of it are those that have a label. */
  prepared: PreparedMatrix;
  embed: EmbedParams;
  /** One value a matrix row. */
  plane: Plane;
  labels: Int32Array;
  clustering: Pick<ClusteringResult, 'eps' | 'minSamples' | 'method'>;
  cluster: ClusterParams;
  /** Labels that get a card; null: the largest clusters, and the noise. */
  of: readonly number[] | null;
  /** Run of each matrix row, where columns are shuffled within runs only. */
  groups: Int32Array | null;
}

/** What is known after each repetition. */
export interface RealityProgress {
  repetitions: Repetition[];
  of: number;
  cards: Pick<ClusterCard, 'label' | 'size' | 'refound'>[];
}

/** Cards where nobody asked for a certain one, and clusters of a twin that are measured. */
const MOST_CARDS = 24;
const TWIN_CLUSTERS = 12;
/** Noise of fewer events gets no card. */
const FEWEST_NOISE = 20;
/** 2 AUC - 1 from which on one column alone sets a cluster apart. */
const ALONE = 0.9;
/** Roughly what the parts cost, in layouts. */
const COST = { graph: 1.5, layout: 1, card: 0.3, twin: 6 };

/**
 * The reality cards of clusters: how often they are found again by the same pipeline (other seeds; parts of the
 * events), how well they are told apart in the measured quantities on held-out events, whether a gap surrounds them
 * there, and what the pipeline finds in shuffled copies. Same arguments, same cards. Reports one stage, cards.
 */
export async function judgeClusters(
  judged: JudgedClustering,
  params: RealityParams,
  crew: Crew,
  progress: Progress,
  onRepetition: (known: RealityProgress) => void = () => undefined,
): Promise<Omit<RealityReport, 'timings'>> {
  checkRealityParams(params);
  const { prepared, embed, plane, cluster } = judged;
  const { matrix, dims, rows: tableRows } = prepared;
  const rows = tableRows.length;
  const rng = createRng(params.seed);
  const chosen = chooseLabels(judged.labels, judged.of);
  const count = clusterSizes(judged.labels);
  const sizeOf = (label: number): number => (label === NOISE ? count.noise : (count.sizes[label] ?? 0));
  const inColumns = cluster.space === 'columns';
  const twinCost = COST.twin * params.twins;
  const total =
    COST.graph + params.repetitions * (COST.layout + COST.graph) + COST.card * chosen.length + twinCost;
  const steps = stepsOf(total, progress);

  const base = drawRows(rows, params.mostRows ?? rows, rng);
  const baseMatrix = takeMatrix(matrix, dims, base);
  const baseLabels = base.map((row) => judged.labels[row]);
  const pipeline: Pipeline = { embed, inColumns, dims, crew };
  const known = await neighborhood(pipeline, baseMatrix, steps.within(COST.graph));
  const points: Points = inColumns ? { matrix, rows, dims } : planePoints(plane.x, plane.y);
  const carried = carriedParams(points, judged.clustering, cluster);

  const repetitions: Repetition[] = [];
  const refound: Refound[][] = chosen.map(() => []);
  for (let turn = 0; turn < params.repetitions; turn++) {
    // Without an embedding there is no seed.
    const kind: RepetitionKind = turn % 2 === 0 && !inColumns ? 'seed' : 'sample';
    const seed = nextSeed(rng);
    const share = Math.max(embed.nNeighbors + 1, Math.round(params.share * base.length));
    const kept = kind === 'seed' ? base : drawRows(rows, share, rng);
    const watch = steps.within(COST.layout + COST.graph);
    const some = kind === 'seed' ? baseMatrix : takeMatrix(matrix, dims, kept);
    const found = await repeat(pipeline, some, kind === 'seed' ? known.graph : null, seed, carried, watch);
    repetitions.push({ kind, seed, rows: kept.length, ...summaryOf(found) });
    const reference = kept.map((row) => judged.labels[row]);
    refoundIn(reference, found.labels, chosen).forEach((one, i) => {
      refound[i].push(one);
    });
    onRepetition({
      repetitions: repetitions.slice(),
      of: params.repetitions,
      cards: chosen.map((label, i) => ({ label, size: sizeOf(label), refound: refound[i].slice() })),
    });
  }

  const measured = chosen.map((label, i) => {
    const watch = steps.within(COST.card);
    const of: Omit<ClusterCard, 'verdict'> = {
      label,
      size: sizeOf(label),
      refound: refound[i],
      ...ratesOf(refound[i], repetitions),
      ...separationOf(label, judged.labels, baseLabels, known.neighbors, baseMatrix, prepared, params.seed),
    };
    watch(1);
    return of;
  });

  const twins: Twin[] = [];
  const glimpses: PlaneGlimpse[] = [];
  const leads: { column: number; sign: number }[] = [];
  for (let turn = 0; turn < params.twins; turn++) {
    const groups = judged.groups && base.map((row) => judged.groups?.[row] ?? 0);
    const shuffled = shuffleColumns(baseMatrix, dims, rng, groups);
    const watch = steps.within(COST.twin);
    const twin = await judgeTwin(pipeline, shuffled, nextSeed(rng), nextSeed(rng), carried, watch);
    twins.push(twin.twin);
    leads.push(...twin.leads);
    glimpses.push(glimpse(twin.plane, twin.labels));
  }

  const clustered = rows - count.noise;
  const cards = measured.map((card): ClusterCard => {
    const inside = bitsFrom(base.length, (i) => baseLabels[i] === card.label);
    const scores = columnScores(baseMatrix, dims, inside);
    const nameOf = (d: number): string => prepared.features[d].column;
    const names = alikeColumns(scores, leads).map(nameOf);
    const only = onlyColumn(scores);
    const alone = only === null ? null : nameOf(only);
    return { ...card, verdict: verdictOf(card, clustered, twins, names, alone) };
  });
  steps.end();
  return {
    cards,
    leftOut: judged.of === null ? Math.max(0, count.sizes.length - MOST_CARDS) : 0,
    repetitions,
    twins,
    planes: { real: glimpse(plane, judged.labels), twins: glimpses },
    rows,
    fittedRows: base.length,
    quantities: dims,
    epsInMedians: carried.epsInMedians,
    withinRuns: judged.groups !== null,
    params,
  };
}

interface Pipeline {
  embed: EmbedParams;
  inColumns: boolean;
  dims: number;
  crew: Crew;
}

type Watch = (share: number) => void;

/** The neighbours of rows, and their graph where a layout can begin from it. */
async function neighborhood(
  { embed, inColumns, dims, crew }: Pipeline,
  matrix: Float32Array,
  watch: Watch,
): Promise<{ neighbors: Neighbors; graph: UmapGraph | null }> {
  const rows = matrix.length / dims;
  if (!inColumns && embed.method === 'umap') {
    const graph = await umapGraph(matrix, rows, dims, embed, crew, shareOf(watch));
    return { neighbors: inRowOrder(graph.neighbors), graph };
  }
  const { nNeighbors, metric, neighborSearch } = embed;
  const found = await neighborsByCrew(
    matrix,
    rows,
    dims,
    nNeighbors,
    metric,
    crew,
    shareOf(watch),
    neighborSearch,
  );
  return { neighbors: inRowOrder(found), graph: null };
}

/** Where rows lie when they are embedded once more; where distances are those of the columns, they stay. */
async function placed(
  { embed, inColumns, dims, crew }: Pipeline,
  matrix: Float32Array,
  graph: UmapGraph | null,
  seed: number,
  watch: Watch,
): Promise<Points> {
  const rows = matrix.length / dims;
  if (inColumns) return { matrix, rows, dims };
  const params = { ...embed, seed };
  const progress = shareOf(watch);
  const { x, y } = graph
    ? await layOutGraph(graph, params, crew, progress, () => undefined)
    : (await EMBEDDERS[embed.method](matrix, rows, dims, params, crew, progress, () => undefined)).plane;
  return planePoints(x, y);
}

async function repeat(
  pipeline: Pipeline,
  matrix: Float32Array,
  graph: UmapGraph | null,
  seed: number,
  carried: CarriedParams,
  watch: Watch,
): Promise<ReturnType<typeof recluster>> {
  return recluster(await placed(pipeline, matrix, graph, seed, watch), carried);
}

function summaryOf({ eps, sizes, noise }: ReturnType<typeof recluster>) {
  return { eps, clusters: sizes.length, noise };
}

/** A shuffled table through the same pipeline, and once more from another seed. */
async function judgeTwin(
  pipeline: Pipeline,
  matrix: Float32Array,
  seed: number,
  again: number,
  carried: CarriedParams,
  watch: Watch,
): Promise<{
  twin: Twin;
  plane: Plane;
  labels: Int32Array;
  leads: { column: number; sign: number }[];
}> {
  const { dims } = pipeline;
  const rows = matrix.length / dims;
  const { neighbors, graph } = await neighborhood(pipeline, matrix, (share) => watch(0.5 * share));
  const points = await placed(pipeline, matrix, graph, seed, (share) => watch(0.5 + 0.25 * share));
  const first = recluster(points, carried);
  const labels = first.labels;
  const wanted = first.sizes.slice(0, TWIN_CLUSTERS).map((_, label) => label);
  const second = await repeat(pipeline, matrix, graph, again, carried, (share) => watch(0.75 + 0.25 * share));
  const refound = refoundIn(labels, second.labels, wanted);
  const clusters = wanted.map((label, i): TwinCluster => {
    const { jaccard, fate } = refound[i];
    const contact = contactOf(label, labels, neighbors, matrix, dims);
    return { size: first.sizes[label], jaccard, fate, contact };
  });
  const twin = { rows, eps: first.eps, noise: first.noise, sizes: first.sizes, clusters };
  const leads = wanted
    .filter((_, i) => passing([{ ...twin, clusters: [clusters[i]] }]).length > 0)
    .map((label) => {
      const scores = columnScores(
        matrix,
        dims,
        bitsFrom(rows, (row) => labels[row] === label),
      );
      const column = leadingColumn(scores);
      return { column, sign: Math.sign(scores[column]) };
    });
  const x = new Float32Array(rows);
  const y = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    x[row] = points.matrix[row * points.dims];
    y[row] = points.matrix[row * points.dims + (points.dims > 1 ? 1 : 0)];
  }
  return { twin, plane: { x, y }, labels, leads };
}

/** Columns that alone set a passing cluster of a twin apart, and the rows of a set too. */
function alikeColumns(scores: Float64Array, leads: readonly { column: number; sign: number }[]): number[] {
  const alike = leads
    .filter(({ column, sign }) => sign * scores[column] >= ALONE)
    .map(({ column }) => column);
  return [...new Set(alike)].sort((a, b) => Math.abs(scores[b]) - Math.abs(scores[a]));
}

function ratesOf(
  refound: readonly Refound[],
  repetitions: readonly Repetition[],
): Pick<ClusterCard, 'found' | 'rate' | 'meanJaccard'> {
  const known = refound.flatMap((one, i) =>
    one.fate === 'unknown' ? [] : [{ ...one, ...repetitions[i], ...one }],
  );
  const countOf = (some: readonly Refound[]) => ({
    found: some.filter(({ fate }) => fate === 'found').length,
    of: some.length,
  });
  const all = countOf(known);
  return {
    found: {
      seed: countOf(known.filter(({ kind }) => kind === 'seed')),
      sample: countOf(known.filter(({ kind }) => kind === 'sample')),
    },
    rate: { ...all, ...clopperPearson(all.found, all.of) },
    meanJaccard: known.reduce((sum, { jaccard }) => sum + jaccard, 0) / known.length,
  };
}

/** How well a population is told apart from all others, and from the nearest; noise has no neighbours of its own. */
function separationOf(
  label: number,
  labels: Int32Array,
  baseLabels: Int32Array,
  neighbors: Neighbors,
  baseMatrix: Float32Array,
  { matrix, dims }: PreparedMatrix,
  seed: number,
): Pick<ClusterCard, 'others' | 'nearest' | 'contact'> {
  const inside = rowsWith(label, labels);
  const outside = new Int32Array(labels.length - inside.length);
  let filled = 0;
  for (let row = 0; row < labels.length; row++) if (labels[row] !== label) outside[filled++] = row;
  const others = heldOutAuc(matrix, dims, inside, outside, seed);
  if (label === NOISE) return { others, nearest: null, contact: null };
  const few = rowsWith(label, baseLabels).length < 4;
  const contact = few ? null : contactOf(label, baseLabels, neighbors, baseMatrix, dims);
  let nearest: ClusterCard['nearest'] = null;
  for (const { label: other } of contact?.touches ?? []) {
    if (other === NOISE) continue;
    const against = heldOutAuc(matrix, dims, inside, rowsWith(other, labels), seed);
    if (against && (nearest === null || against.auc < nearest.auc)) nearest = { ...against, label: other };
  }
  return { others, nearest, contact };
}

function chooseLabels(labels: Int32Array, of: readonly number[] | null): number[] {
  const { sizes, noise } = clusterSizes(labels);
  if (of !== null) return of.filter((label) => label === NOISE || label < sizes.length);
  const largest = sizes.slice(0, MOST_CARDS).map((_, label) => label);
  return noise >= FEWEST_NOISE ? [...largest, NOISE] : largest;
}

const nextSeed = (rng: Rng): number => rng.integer(2 ** 31);

/** One share for all: parts of known weight, each of which tells its own share. */
function stepsOf(total: number, progress: Progress) {
  let before = 0;
  const report = (done: number): void =>
    progress({ stage: 'cards', done: Math.round((1000 * done) / total), total: 1000 });
  report(0);
  return {
    within(weight: number): Watch {
      const from = before;
      before += weight;
      return (share) => report(from + weight * share);
    },
    end: () => report(total),
  };
}

/** Most of an embedding is its layout. */
const STAGES: Record<string, [from: number, to: number]> = {
  knn: [0, 0.35],
  graph: [0.35, 0.45],
  start: [0.45, 0.55],
  layout: [0.55, 1],
};

function shareOf(watch: Watch): Progress {
  return ({ stage, done, total }) => {
    const [from, to] = STAGES[stage] ?? [0, 0];
    if (total > 0) watch(from + (to - from) * (done / total));
  };
}
