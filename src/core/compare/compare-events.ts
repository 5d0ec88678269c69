import { NOT_EMBEDDED } from '../cluster/clustering.ts';
import { takeMatrix } from '../embed/complete-plane.ts';
import { type PreparedMatrix, prepareMatrix } from '../embed/prepare.ts';
import { transform } from '../embed/umap/transform.ts';
import { Problem } from '../problem.ts';
import type { Progress } from '../progress.ts';
import { foreignSearch } from '../space/foreign-neighbors.ts';
import type { Neighbors } from '../space/kd-tree.ts';
import { inRowOrder, neighborsByCrew } from '../space/nearest-neighbors.ts';
import { hasBit } from '../table/bits.ts';
import { numbersOf } from '../table/column.ts';
import { findColumn } from '../table/table.ts';
import type { Crew } from '../threads/crew.ts';
import { carryLabels, VOTERS, withoutTwins } from './carry-labels.ts';
import type { Sample } from './cluster-shares.ts';
import { columnShifts } from './column-shifts.ts';
import type { CompareRequest, Comparison } from './comparison.ts';
import { countClusters } from './count-clusters.ts';
import { type CrowdedPlace, crowdedPlaces, type PlaceColumns } from './crowded-places.ts';
import { describeMoves } from './describe-moves.ts';
import { matchProcessings } from './match-processings.ts';
import { findNewPopulations } from './new-populations.ts';
import { NOVELTY_NEIGHBORS } from './novelty.ts';
import { otherMatrix } from './other-matrix.ts';
import { type FoundPockets, findPockets, NO_POCKET } from './pockets.ts';
import { rowsWith, runsOf } from './samples.ts';

/** Neighbours that are sought, one more than are used: a twin of another processing is no neighbour. */
const NEIGHBORS = Math.max(VOTERS, NOVELTY_NEIGHBORS) + 1;
const BACKDROP = 20_000;

/**
 * What is new in some events since others were reviewed, see Comparison. The reviewed events keep their plane; those
 * of another table are transformed into it, and both get the labels of their nearest reviewed neighbours by one
 * rule (a reviewed event by its others), so that no population grows because the clusters were found on the
 * reviewed events. Runs of one table have plane and clusters already. What is unlike all reviewed events is found
 * in the features, not in the plane. Where most ids match and the matched events go together, the other table is
 * a second processing of the same events. Deterministic, on any number of threads. O(events log events) at low
 * dimension.
 */
export async function compareEvents(
  request: CompareRequest,
  crew: Crew,
  progress: Progress,
): Promise<Omit<Comparison, 'timings'>> {
  const { reference, params, falseShare } = request;
  if (!(falseShare > 0 && falseShare < 0.5)) {
    throw new Problem(
      'bad-parameter',
      `invalid false share: ${falseShare}; expected a number between 0 and 0.5`,
    );
  }
  const prepared = prepareMatrix(reference, request.features, params, NEIGHBORS + 2, progress);
  expectPlane(prepared, request);
  const sides = request.other ? otherTable(request, prepared, request.other) : runsInTable(request, prepared);
  const { own, new: fresh, warnings } = sides;
  if (own.rows.length <= NEIGHBORS + 1) {
    throw new Problem(
      'bad-data',
      `${own.rows.length} reviewed events with a place; expected at least ${NEIGHBORS + 2}`,
    );
  }
  const { dims } = prepared;
  const { metric } = params;
  const match = request.other ? matchProcessings(request, request.other) : null;
  if (match) warnings.push(...match.warnings);
  const twins = match?.same ? twinRows(match.partner, own.rows, fresh.rows, reference.rows) : null;

  const ownNear = withoutTwins(
    inRowOrder(
      await neighborsByCrew(own.matrix, own.rows.length, dims, NEIGHBORS, metric, crew, progress, 'exact'),
    ),
    Int32Array.from(own.rows, (_, i) => i),
  );
  const found = await searchAndPlace(request, prepared, own, fresh, crew, progress);
  const near = withoutTwins(found.near, twins ?? new Int32Array(fresh.rows.length).fill(-1));

  const given = Int32Array.from(own.rows, (row) => request.labels[row]);
  const carried = request.other !== null;
  const ownLabels = carried ? carryLabels(ownNear, given, VOTERS) : given;
  const newLabels = carried
    ? carryLabels(near, given, VOTERS)
    : Int32Array.from(fresh.rows, (row) => request.labels[row]);

  progress({ stage: 'new events', done: 0, total: 1 });
  const novelty = findNewPopulations(request, own, fresh, ownNear, near, dims);
  const { clusters, novel, looks } = countClusters({
    own: { labels: ownLabels, far: novelty.reviewedFar, sample: sides.sample },
    new: { labels: newLabels, far: novelty.far, runOf: fresh.runOf },
    runs: sides.runs,
    twins,
    features: prepared.features.map(({ column }) => column),
    matrices: { own: own.matrix, new: fresh.matrix },
    novelty,
  });
  const columns = columnShifts(
    { table: reference, rows: sides.referenceRows },
    sides.runs.map((_, run) => ({ table: request.other ?? reference, rows: rowsWith(sides.runOf, run) })),
    request.compared,
    progress,
  );
  const crowded = match?.same ? { places: [], looks: 0 } : placesOf(request, sides);
  const tableRows = sides.runOf.length;
  const grown: FoundPockets = match?.same
    ? { pockets: [], pocket: new Int32Array(tableRows).fill(NO_POCKET), events: 0, of: 0, unusual: 0 }
    : await findPockets(
        { ...request, other: request.other ?? reference },
        ...([sides.referenceRows, sides.runOf, sides.runs.length, crew, progress] as const),
      );
  const onTable = <T extends Float32Array | Int32Array>(values: T, into: T): T => {
    for (let i = 0; i < values.length; i++) into[fresh.rows[i]] = values[i];
    return into;
  };
  const moves =
    match?.same && twins
      ? describeMoves(request, match, {
          twins,
          own: own.matrix,
          new: fresh.matrix,
          dims,
          before: ownLabels,
          after: newLabels,
          newRows: fresh.rows,
        })
      : null;
  let same = 0;
  for (let i = 0; i < given.length; i++) if (given[i] === ownLabels[i]) same++;
  return {
    mode: request.other ? (moves ? 'processings' : 'tables') : 'runs',
    reference: sides.sample,
    runs: sides.runs,
    runOf: sides.runOf,
    x: found.x,
    y: found.y,
    labels: carried
      ? onTable(newLabels, new Int32Array(tableRows).fill(NOT_EMBEDDED))
      : request.labels.slice(),
    distance: onTable(novelty.distance, new Float32Array(tableRows).fill(Number.NaN)),
    population: onTable(novelty.population, new Int32Array(tableRows).fill(-2)),
    moved: moves && onTable(moves.moved, new Float32Array(tableRows).fill(Number.NaN)),
    wasIn: moves && onTable(moves.wasIn, new Int32Array(tableRows).fill(NOT_EMBEDDED)),
    backdrop: backdropOf(request, own.rows),
    clusters,
    novel,
    looks,
    columns,
    crowded,
    grown,
    match: match && { by: match.by, agreement: match.agreement },
    processing: moves?.processing ?? null,
    carriedOwn: carried ? same / given.length : null,
    warnings,
  };
}

/** Crowded places in the pairs of columns that both tables have as numbers. */
function placesOf(
  { reference, other, places }: CompareRequest,
  { referenceRows, runOf, runs }: Sides,
): { places: CrowdedPlace[]; looks: number } {
  const numbers = (table: typeof reference, name: string): ArrayLike<number> | null => {
    const column = findColumn(table, name);
    return column && column.type !== 'text' ? numbersOf(column) : null;
  };
  const pairs = places.flatMap(([x, y]): PlaceColumns[] => {
    const [ownX, ownY] = [numbers(reference, x), numbers(reference, y)];
    const [newX, newY] = [numbers(other ?? reference, x), numbers(other ?? reference, y)];
    if (!ownX || !ownY || !newX || !newY) return [];
    const reviewed = {
      x: Float64Array.from(referenceRows, (row) => ownX[row]),
      y: Float64Array.from(referenceRows, (row) => ownY[row]),
    };
    return [{ x, y, reviewed, new: { x: newX, y: newY } }];
  });
  return crowdedPlaces(pairs, runOf, runs.length);
}

interface Side {
  /** Table row of each matrix row. */
  rows: Int32Array;
  matrix: Float32Array;
}

interface Sides {
  own: Side;
  new: Side & { runOf: Int32Array };
  sample: Sample;
  runs: Sample[];
  /** One a row of the table of new events. */
  runOf: Int32Array;
  /** All reviewed rows, with a place or not. */
  referenceRows: Int32Array;
  warnings: string[];
}

function expectPlane({ rows }: PreparedMatrix, { x, reference }: CompareRequest): void {
  let placed = 0;
  for (const value of x) if (Number.isFinite(value)) placed++;
  if (x.length === reference.rows && placed === rows.length && rows.every((row) => Number.isFinite(x[row])))
    return;
  throw new Problem(
    'internal',
    `${rows.length} of ${reference.rows} rows in the columns; expected the ${placed} of ${x.length} in the plane`,
  );
}

function sampleOf({ livetimes }: CompareRequest, name: string, events: number): Sample {
  return { name, events, livetime: Object.hasOwn(livetimes, name) ? livetimes[name] : null };
}

function otherTable(
  request: CompareRequest,
  prepared: PreparedMatrix,
  table: NonNullable<CompareRequest['other']>,
): Sides {
  const { rows, matrix, lacking } = otherMatrix(table, prepared.features, request.params);
  const warnings: string[] = [];
  if (rows.length === 0) {
    const names = request.features.slice(0, 3).map(({ column }) => column);
    throw new Problem(
      'bad-data',
      `no event of ${request.otherName} has a value of the features of ${request.referenceName}; expected columns such as ${names.join(', ')}`,
    );
  }
  if (lacking.length > 0) {
    warnings.push(
      `${request.otherName} does not have ${lacking.join(', ')}: the plane and all distances take the median of ${request.referenceName} for it`,
    );
  }
  const left = table.rows - rows.length;
  if (left > 0)
    warnings.push(
      `${left.toLocaleString('en')} of ${table.rows.toLocaleString('en')} events of ${request.otherName} have no place: they lack values`,
    );
  const split = request.runColumn === null ? null : runsOf(table, request.runColumn);
  const names = split ? split.names : [request.otherName];
  const runOf = split ? split.of : new Int32Array(table.rows);
  const newRunOf = rows.map((row) => runOf[row]);
  return {
    own: { rows: prepared.rows, matrix: prepared.matrix },
    new: { rows, matrix, runOf: newRunOf },
    sample: sampleOf(request, request.referenceName, prepared.rows.length),
    runs: names.map((name, run) => sampleOf(request, name, rowsWith(newRunOf, run).length)),
    runOf,
    referenceRows: Int32Array.from({ length: request.reference.rows }, (_, row) => row),
    warnings,
  };
}

function runsInTable(request: CompareRequest, prepared: PreparedMatrix): Sides {
  const { reference: table, runColumn, referenceRuns } = request;
  if (runColumn === null) {
    throw new Problem('bad-parameter', 'no column of runs is chosen; expected one, or a second data cell');
  }
  const split = runsOf(table, runColumn);
  const reviewed = split.names.map((name) => referenceRuns.includes(name));
  const names = split.names.filter((_, run) => !reviewed[run]);
  if (!reviewed.includes(true)) {
    throw new Problem(
      'bad-parameter',
      `no run of ${runColumn} is ${referenceRuns.join(', ') || 'chosen as reviewed'}; expected one of ${split.names.join(', ')}`,
    );
  }
  if (names.length === 0)
    throw new Problem('bad-parameter', 'all runs are reviewed; expected one to compare with them');
  const isOwn = (row: number): boolean => split.of[row] >= 0 && reviewed[split.of[row]];
  const runOf = split.of.map((run) => (run < 0 || reviewed[run] ? -1 : names.indexOf(split.names[run])));
  const { rows, matrix, dims } = prepared;
  const at = Int32Array.from({ length: rows.length }, (_, i) => i);
  const ownAt = at.filter((i) => isOwn(rows[i]));
  const newAt = at.filter((i) => runOf[rows[i]] >= 0);
  const name = split.names.filter((_, run) => reviewed[run]).join(', ');
  const newRunOf = newAt.map((i) => runOf[rows[i]]);
  return {
    own: { rows: ownAt.map((i) => rows[i]), matrix: takeMatrix(matrix, dims, ownAt) },
    new: { rows: newAt.map((i) => rows[i]), matrix: takeMatrix(matrix, dims, newAt), runOf: newRunOf },
    sample: sampleOf(request, name, ownAt.length),
    runs: names.map((run, i) => sampleOf(request, run, rowsWith(newRunOf, i).length)),
    runOf,
    referenceRows: Int32Array.from({ length: table.rows }, (_, row) => row).filter(isOwn),
    warnings: [],
  };
}

/** The nearest reviewed events of the new ones, and their places: by transform into the plane, where it has none yet. */
async function searchAndPlace(
  request: CompareRequest,
  prepared: PreparedMatrix,
  own: Side,
  fresh: Side,
  crew: Crew,
  progress: Progress,
): Promise<{ near: Neighbors; x: Float32Array; y: Float32Array }> {
  const { params, other, fitted } = request;
  const { dims } = prepared;
  if (other === null) {
    const near = await searchNear(own, fresh, dims, params.metric, crew, progress);
    return { near, x: request.x.slice(), y: request.y.slice() };
  }
  const at = Int32Array.from({ length: prepared.rows.length }, (_, i) => i);
  const fit = fitted ? at.filter((i) => hasBit(fitted, prepared.rows[i])) : at;
  const plane = {
    x: Float32Array.from(fit, (i) => request.x[prepared.rows[i]]),
    y: Float32Array.from(fit, (i) => request.y[prepared.rows[i]]),
  };
  const matrix = fitted ? takeMatrix(prepared.matrix, dims, fit) : prepared.matrix;
  // One search serves both where the transform looks at all reviewed events, and at enough.
  const shares = fitted === null && params.nNeighbors >= NEIGHBORS;
  const kept = {
    k: NEIGHBORS,
    indices: new Int32Array(shares ? fresh.rows.length * NEIGHBORS : 0),
    distances: new Float32Array(shares ? fresh.rows.length * NEIGHBORS : 0),
  };
  const placed = await transform(
    { matrix, dims, plane, params },
    fresh.matrix,
    crew,
    progress,
    (first, { k, indices, distances }) => {
      if (!shares) return;
      for (let row = 0; row * k < indices.length; row++) {
        const to = (first + row) * NEIGHBORS;
        kept.indices.set(indices.subarray(row * k, row * k + NEIGHBORS), to);
        kept.distances.set(distances.subarray(row * k, row * k + NEIGHBORS), to);
      }
    },
  );
  const near = shares ? kept : await searchNear(own, fresh, dims, params.metric, crew, progress);
  const onTable = (values: Float32Array): Float32Array => {
    const all = new Float32Array(other.rows).fill(Number.NaN);
    for (let i = 0; i < values.length; i++) all[fresh.rows[i]] = values[i];
    return all;
  };
  return { near, x: onTable(placed.x), y: onTable(placed.y) };
}

async function searchNear(
  own: Side,
  fresh: Side,
  dims: number,
  metric: CompareRequest['params']['metric'],
  crew: Crew,
  progress: Progress,
): Promise<Neighbors> {
  const total = fresh.rows.length;
  const search = foreignSearch(own.matrix, own.rows.length, dims, NEIGHBORS, metric, crew);
  return search(fresh.matrix, (done) => progress({ stage: 'nearest reviewed events', done, total }));
}

/** Matrix row of each new row's twin among the reviewed ones, -1 where it has none. */
function twinRows(
  partner: Int32Array,
  ownRows: Int32Array,
  newRows: Int32Array,
  tableRows: number,
): Int32Array {
  const place = new Int32Array(tableRows).fill(-1);
  for (let i = 0; i < ownRows.length; i++) place[ownRows[i]] = i;
  return newRows.map((row) => (partner[row] < 0 ? -1 : place[partner[row]]));
}

function backdropOf({ x, y }: CompareRequest, rows: Int32Array): Comparison['backdrop'] {
  const step = Math.max(1, Math.ceil(rows.length / BACKDROP));
  const some = rows.filter((_, i) => i % step === 0);
  return { x: Float32Array.from(some, (row) => x[row]), y: Float32Array.from(some, (row) => y[row]) };
}
