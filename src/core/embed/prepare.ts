import { log10 } from '../math/log.ts';
import { Problem } from '../problem.ts';
import { type Progress, unwatched } from '../progress.ts';
import type { FeatureSpec } from '../rq/proposal.ts';
import { quantileSorted } from '../stats/quantile.ts';
import { type Bits, bitsAll, clearBit, countBits, hasBit, rowsOf } from '../table/bits.ts';
import { type Column, numbersOf, type Role } from '../table/column.ts';
import { columnNamed, type SomeRows } from '../table/table.ts';
import type { EmbedParams, FeatureReport } from './embedding.ts';
import { type Indicator, missingIndicators } from './missing-indicators.ts';
import { centerAndScale, compressTail, TAIL_START } from './scaling.ts';

export interface PreparedMatrix {
  /** Row-major, rows.length x dims, finite. */
  matrix: Float32Array;
  dims: number;
  /** Table row of each matrix row, ascending. */
  rows: Int32Array;
  /** The same rows as a set over the table. */
  used: Bits;
  /** One a column of the matrix. */
  features: FeatureReport[];
  excluded: { column: string; reason: string }[];
  warnings: string[];
}

/** Share of the positive values below which a value counts as the low edge of its column. */
const LOW_EDGE = 0.001;
const UNFIT: Partial<Record<Role, string>> = {
  id: 'an identifier is never a feature',
  time: 'a time stamp is never a feature',
  truth: 'a truth label is never a feature',
  label: 'a label is never a feature',
};

/** A chosen column with what its rows lack. */
interface Candidate {
  spec: FeatureSpec;
  values: Float64Array | Float32Array;
  /** Rows without a finite value. */
  lost: Uint8Array;
  lostRows: number;
  infinite: number;
}

/**
 * Chosen columns of a table as the matrix that neighbours are searched in. Each value is transformed, then
 * centred and divided by the scale: robust (median, IQR / 1.349; the standard deviation where the IQR is 0),
 * standard (mean, standard deviation) or none. Scaled values beyond TAIL_START are compressed
 * logarithmically, so that one outlier does not own the plane and the order stays. log10 of a value that is
 * not positive is set to the column's low edge. A missing or infinite value is filled with the median
 * (`impute`, which adds a 0/1 feature for columns missing together) or its row left out (`exclude`). A row
 * without any value is left out either way, and so is one that is not within the table's chosen rows.
 * O(rows features log rows).
 * @param needed the fewest rows that will do, n_neighbors + 1.
 * @throws Problem where no feature or too few rows remain.
 */
export function prepareMatrix(
  table: SomeRows,
  features: FeatureSpec[],
  options: Pick<EmbedParams, 'scaling' | 'missing'>,
  needed = 2,
  progress: Progress = unwatched,
): PreparedMatrix {
  if (features.length === 0) {
    throw new Problem('bad-parameter', 'no features are chosen; expected at least one column');
  }
  const { within = null } = table;
  const asked = within === null ? table.rows : countBits(within);
  expectRows(asked, needed, within === null ? 'in the table' : 'pass the cuts');
  const excluded: { column: string; reason: string }[] = [];
  const candidates: Candidate[] = [];
  // Each column is looked at, then scaled.
  let looks = 0;
  const report = (): void => progress({ stage: 'prepare', done: looks++, total: 2 * features.length });
  for (const spec of features) {
    report();
    const column = columnNamed(table, spec.column);
    const reason =
      unfit(column) ?? (candidates.some((c) => c.spec.column === spec.column) ? 'chosen twice' : null);
    if (reason !== null) {
      excluded.push({ column: spec.column, reason });
      continue;
    }
    const candidate = examine(spec, column, within);
    if (candidate.lostRows === asked) {
      excluded.push({ column: spec.column, reason: 'no row has a value' });
    } else candidates.push(candidate);
  }

  const used = usedRows(table.rows, within, candidates, options.missing);
  const warnings = missingWarnings(asked, used, candidates, options.missing);
  if (asked < table.rows)
    warnings.unshift(`${count(table.rows - asked)} of ${count(table.rows)} rows left out: removed by cuts`);
  const rows = rowsOf(used);
  if (candidates.length > 0) expectRows(rows.length, needed, 'with values in the chosen features');

  const columns: { report: FeatureReport; values: Float32Array }[] = [];
  const tails: string[] = [];
  const noLogarithm: string[] = [];
  for (const candidate of candidates) {
    report();
    const filled = scaleColumn(candidate, rows, options.scaling);
    if (filled === null) {
      excluded.push({ column: candidate.spec.column, reason: 'constant' });
      continue;
    }
    columns.push(filled);
    const { nonPositive } = filled.report;
    if (nonPositive > 0) noLogarithm.push(`${candidate.spec.column} (${count(nonPositive)})`);
    if (filled.tail > 0) tails.push(`${candidate.spec.column} (${count(filled.tail)})`);
  }
  if (columns.length === 0) {
    const why = excluded.map((e) => `${e.column}: ${e.reason}`).join('; ');
    const constant = excluded.every((e) => e.reason === 'constant');
    throw new Problem(
      'bad-data',
      constant
        ? `all ${count(rows.length)} rows are identical in the chosen features (${excluded.map((e) => e.column).join(', ')}); expected at least one column that varies`
        : `no usable feature (${why}); expected at least one column of numbers that vary`,
    );
  }
  if (noLogarithm.length > 0) {
    warnings.push(
      `values at or below zero have no logarithm and were set to the low edge of their column: ${noLogarithm.join(', ')}`,
    );
  }
  if (tails.length > 0) {
    warnings.push(
      `values beyond ${TAIL_START} scale units of their column's centre were compressed logarithmically: ${tails.join(', ')}`,
    );
  }
  const kept = candidates.filter((c) => columns.some((k) => k.report.column === c.spec.column));
  const indicators = options.missing === 'impute' ? missingIndicators(kept.map(lostIn), rows) : [];
  for (const indicator of indicators) {
    columns.push(indicatorColumn(indicator));
    warnings.push(
      `${count(indicator.rows)} rows miss ${indicator.columns.join(', ')} together: a feature "${indicator.name}" keeps them apart`,
    );
  }

  const dims = columns.length;
  const matrix = new Float32Array(rows.length * dims);
  for (let d = 0; d < dims; d++) {
    const { values } = columns[d];
    for (let i = 0; i < values.length; i++) matrix[i * dims + d] = values[i];
  }
  return { matrix, dims, rows, used, features: columns.map((c) => c.report), excluded, warnings };
}

function unfit(column: Column): string | null {
  if (column.type === 'text') return 'text, not numbers';
  return UNFIT[column.role] ?? null;
}

function examine(spec: FeatureSpec, column: Column, within: Bits | null): Candidate {
  const values = numbersOf(column);
  const lost = new Uint8Array(values.length);
  let lostRows = 0;
  let infinite = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (Number.isFinite(value) || (within !== null && !hasBit(within, row))) continue;
    lost[row] = 1;
    lostRows++;
    if (!Number.isNaN(value)) infinite++;
  }
  return { spec, values, lost, lostRows, infinite };
}

function lostIn(candidate: Candidate): { column: string; lost: Uint8Array; lostRows: number } {
  return { column: candidate.spec.column, lost: candidate.lost, lostRows: candidate.lostRows };
}

function usedRows(
  tableRows: number,
  within: Bits | null,
  candidates: Candidate[],
  missing: 'impute' | 'exclude',
): Bits {
  const used = within === null ? bitsAll(tableRows) : { ...within, words: within.words.slice() };
  if (candidates.length === 0) return used;
  const limit = missing === 'exclude' ? 1 : candidates.length;
  for (let row = 0; row < tableRows; row++) {
    let lost = 0;
    for (const candidate of candidates) lost += candidate.lost[row];
    if (lost >= limit) clearBit(used, row);
  }
  return used;
}

function missingWarnings(
  asked: number,
  used: Bits,
  candidates: Candidate[],
  missing: 'impute' | 'exclude',
): string[] {
  const warnings: string[] = [];
  const lacking = candidates.filter((c) => c.lostRows > 0);
  const left = asked - countBits(used);
  const names = lacking.map((c) => `${c.spec.column} (${count(c.lostRows)})`).join(', ');
  if (missing === 'exclude') {
    if (left > 0)
      warnings.push(`${count(left)} of ${count(asked)} rows left out: no finite value in ${names}`);
    return warnings;
  }
  if (lacking.length > 0)
    warnings.push(`missing or infinite values filled with the column's median: ${names}`);
  if (left > 0) {
    warnings.push(`${count(left)} of ${count(asked)} rows left out: no value in any of the chosen features`);
  }
  return warnings;
}

/** null where the column is constant. */
function scaleColumn(
  candidate: Candidate,
  rows: Int32Array,
  scaling: EmbedParams['scaling'],
): { report: FeatureReport; values: Float32Array; tail: number } | null {
  const { spec, lost } = candidate;
  const log = spec.transform === 'log10';
  const transformed = new Float64Array(rows.length);
  const good = new Float64Array(rows.length);
  let goodRows = 0;
  let imputed = 0;
  let nonPositive = 0;
  let infinite = 0;
  for (let i = 0; i < rows.length; i++) {
    const value = candidate.values[rows[i]];
    if (lost[rows[i]] === 1) {
      transformed[i] = Number.NaN;
      imputed++;
      if (!Number.isNaN(value)) infinite++;
    } else if (log && !(value > 0)) {
      transformed[i] = Number.NEGATIVE_INFINITY;
      nonPositive++;
    } else {
      const entered = log ? log10(value) : value;
      transformed[i] = entered;
      good[goodRows++] = entered;
    }
  }
  const sorted = good.subarray(0, goodRows).sort();
  if (goodRows === 0) return null;
  const edge = quantileSorted(sorted, LOW_EDGE);
  const all = new Float64Array(goodRows + nonPositive).fill(edge);
  if (nonPositive > 0) {
    all.set(sorted, nonPositive);
    all.sort();
  } else all.set(sorted);
  const { median, center, scale } = centerAndScale(all, scaling);
  if (scale === 0) return null;
  const values = new Float32Array(rows.length);
  let tail = 0;
  for (let i = 0; i < rows.length; i++) {
    const entered = transformed[i];
    const finite = Number.isNaN(entered) ? median : entered === Number.NEGATIVE_INFINITY ? edge : entered;
    const scaled = (finite - center) / scale;
    values[i] = scaling === 'none' ? scaled : compressTail(scaled);
    if (scaling !== 'none' && Math.abs(scaled) > TAIL_START) tail++;
  }
  return {
    report: {
      ...spec,
      center,
      scale,
      median,
      lowEdge: edge,
      imputed: imputed + nonPositive,
      nonPositive,
      infinite,
    },
    values,
    tail,
  };
}

function indicatorColumn(indicator: Indicator): { report: FeatureReport; values: Float32Array } {
  const values = new Float32Array(indicator.flags.length);
  for (let i = 0; i < values.length; i++) values[i] = indicator.flags[i] * indicator.weight;
  return {
    report: {
      column: indicator.name,
      transform: 'linear',
      center: 0,
      scale: 1 / indicator.weight,
      median: 0,
      lowEdge: 0,
      imputed: 0,
      nonPositive: 0,
      infinite: 0,
      indicatorOf: indicator.columns,
    },
    values,
  };
}

function expectRows(rows: number, needed: number, where: string): void {
  if (rows < needed) {
    throw new Problem(
      'bad-data',
      `${count(rows)} ${rows === 1 ? 'row' : 'rows'} ${where}; expected at least ${count(needed)}, one more than n_neighbors`,
    );
  }
}

/** 12,345 */
function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
