import type { Column, Role } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import { allDistinct, type Content, contentOf, holdsDates } from './content.ts';
import { findDuplicates } from './duplicates.ts';
import { kindOf } from './kind.ts';
import { meaningOfForm } from './name-form.ts';
import type { ColumnProposal, Transform } from './proposal.ts';
import { QUANTITIES, type Quantity } from './quantity.ts';
import { arrayOf, freeName, tbaName } from './tba-name.ts';
import { type Meaning, recogniseNames } from './vocabulary.ts';

/** Fewer distinct values would cut the plane into strips. */
const LEAST_DISTINCT = 6;
/** Below this share of positive values a logarithm would lose too many events. */
const LEAST_POSITIVE = 0.8;
const LEAST_ROWS_TO_JUDGE = 50;

export const NO_VALUE = 'no value in any row';

/** A column on its way to a proposal. */
interface Judged {
  column: Column;
  content: Content;
  meaning: Meaning;
  proposal: ColumnProposal;
}

/** Columns to draw and bin over log10. */
export function columnsOnLog(proposals: readonly ColumnProposal[]): string[] {
  return proposals.filter(({ transform }) => transform === 'log10').map(({ column }) => column);
}

/**
 * What each column is and whether it enters the feature space, in table order. Names speak first (vocabularies,
 * then their form), then the content. The role that a reader has set stands where the name says nothing, and
 * `truth` always stands. O(rows) a column.
 */
export function proposeColumns(table: Table): ColumnProposal[] {
  const names = table.columns.map(({ name }) => name);
  const known = recogniseNames(names);
  const judged = table.columns.map((column, i) => judge(column, known[i]));
  settleQuantities(judged);
  const taken = new Set(names);
  settleAft(judged, taken);
  settleArrays(judged, taken);
  const rules = [excludeCorrected, excludeArrays, excludeEnergies, excludeDuplicates];
  for (const rule of rules) rule(judged);
  return judged.map(({ proposal }) => proposal);
}

function judge(column: Column, known: Meaning | null): Judged {
  const content = contentOf(column);
  const meaning = withContent(known ?? meaningOfForm(column.name, QUANTITIES), column, content);
  const kind = kindOf(meaning.kind);
  const role = roleOf(column, meaning, kind.role);
  const byRole = role === kind.role ? kind.excluded : `set as ${role} by the file`;
  const excluded =
    (content.present === 0 ? NO_VALUE : null) ??
    (content.numeric || role !== 'label' ? byRole : 'text') ??
    unfitFeature(content);
  const proposal: ColumnProposal = {
    column: column.name,
    quantity: meaning.kind === 'aft' ? null : meaning.quantity,
    vocabulary: meaning.vocabulary,
    unit: column.unit ?? meaning.unit,
    role,
    transform: transformOf(kind.transform, content),
    feature: excluded === null,
    excluded,
    sentinels: content.sentinels,
    derive: null,
  };
  return { column, content, meaning, proposal };
}

const UNKNOWN: Meaning = {
  vocabulary: null,
  kind: 'measure',
  unit: null,
  quantity: null,
  secondChoice: false,
};

/** Lets the content overrule a name, or speak where the name is silent. */
function withContent(named: Meaning | null, column: Column, content: Content): Meaning {
  const meaning = named ?? UNKNOWN;
  const kind = (changed: Meaning['kind']): Meaning => ({ ...meaning, kind: changed, quantity: null });
  if (!content.numeric) {
    // A plot against time asks for numbers.
    if (meaning.kind === 'time') return kind('time');
    if (meaning.kind === 'truth' || meaning.kind === 'id') return meaning;
    if (column.type === 'text' && holdsDates(column)) return kind('time');
    return content.rows > LEAST_DISTINCT && allDistinct(column) ? kind('id') : kind('class');
  }
  // A cut list and a measured column can share a name, as S1TBA does.
  if (meaning.kind === 'flag' && content.distinct > 2)
    return meaningOfForm(column.name, QUANTITIES) ?? UNKNOWN;
  if (meaning.kind === 'aft' && (content.min < -0.5 || content.max > 1.5) && content.present > 0) {
    return content.min >= -1.5 && content.max <= 1.5 ? { ...meaning, kind: 'asymmetry' } : kind('measure');
  }
  // The number of a channel is whole; a share of its light is none.
  if (meaning.kind === 'channel' && !content.whole) return kind('measure');
  if (named !== null) return meaning;
  if (column.type === 'int64') return kind(content.rising ? 'time' : 'id');
  if (content.present < LEAST_ROWS_TO_JUDGE) return meaning;
  if (content.whole && content.distinct > 2 && content.present === content.rows && allDistinct(column)) {
    return kind(content.min > 1e12 ? 'time' : 'id');
  }
  return content.rising && content.distinct > content.present / 2 ? kind('time') : meaning;
}

function roleOf(column: Column, meaning: Meaning, byKind: Role): Role {
  if (column.role === 'truth') return 'truth';
  const silent = meaning.vocabulary === null && meaning.kind === 'measure';
  return silent && column.role !== 'feature' ? column.role : byKind;
}

function unfitFeature({ rows, present, distinct }: Content): string | null {
  if (distinct === 1) return 'the same value in every row';
  if (present < rows / 2) return `${Math.round(100 * (1 - present / rows))} % of the rows have no value`;
  if (distinct < Math.min(LEAST_DISTINCT, rows)) {
    return `only ${distinct} different values: would cut the plane into strips`;
  }
  return null;
}

function transformOf(wanted: Transform | 'auto', content: Content): Transform {
  if (wanted === 'auto') return content.wantsLog ? 'log10' : 'linear';
  return wanted === 'log10' && content.positiveShare < LEAST_POSITIVE ? 'linear' : wanted;
}

/** A second choice keeps its quantity only where no first choice has it; of several, the first. */
function settleQuantities(judged: Judged[]): void {
  const taken = new Set<Quantity>();
  for (const { meaning, proposal } of judged) {
    if (!meaning.secondChoice && proposal.quantity !== null) taken.add(proposal.quantity);
  }
  for (const { meaning, proposal } of judged) {
    if (!meaning.secondChoice || proposal.quantity === null) continue;
    if (taken.has(proposal.quantity)) proposal.quantity = null;
    else taken.add(proposal.quantity);
  }
}

/** The raw name of the pulse that a column is about: its quantities are compared within a pulse. */
function pulseOf(name: string): string {
  return /s([12])(?!\d)/i.exec(name)?.[1] ?? '';
}

function exclude(proposal: ColumnProposal, reason: string): void {
  proposal.feature = false;
  proposal.excluded = reason;
}

/** Offers each area fraction top as an asymmetry, unless there is one of the same pulse already. */
function settleAft(judged: Judged[], names: Set<string>): void {
  const corrected = ({ column }: Judged): boolean => /cs[12]|corr/i.test(column.name);
  for (const each of judged) {
    const { proposal, column, meaning } = each;
    if (meaning.kind !== 'aft' || each.content.present === 0) continue;
    const twin = judged.find(
      (other) => other.meaning.kind === 'asymmetry' && pulseOf(other.column.name) === pulseOf(column.name),
    );
    const raw = judged.find(
      (other) =>
        other.meaning.kind === 'aft' &&
        !corrected(other) &&
        pulseOf(other.column.name) === pulseOf(column.name),
    );
    if (corrected(each) && raw !== undefined) exclude(proposal, `corrected: ${raw.column.name} is used`);
    else if (twin !== undefined) exclude(proposal, `says the same as ${twin.column.name} (TBA = 2 AFT - 1)`);
    else {
      const name = tbaName(column.name, names);
      names.add(name);
      if (proposal.excluded !== null) continue;
      exclude(proposal, `offered as ${name} = 2 AFT - 1`);
      proposal.derive = { name, from: 'aft', quantity: meaning.quantity };
    }
  }
}

/** Offers the asymmetry of a pulse whose areas in the top and the bottom array are all that says it. */
function settleArrays(judged: Judged[], names: Set<string>): void {
  const said = ({ meaning, content }: Judged): boolean =>
    (meaning.kind === 'asymmetry' || meaning.kind === 'aft') && content.present > 0;
  for (const top of judged) {
    const pulse = pulseOf(top.column.name);
    const isArray = ({ meaning, proposal }: Judged): boolean => meaning.kind === 'array' && proposal.feature;
    if (!isArray(top) || arrayOf(top.column.name) !== 'top') continue;
    const alike = judged.filter((each) => isArray(each) && pulseOf(each.column.name) === pulse);
    const bottom = alike.find(({ column }) => arrayOf(column.name) === 'bottom');
    if (bottom === undefined || alike.length > 2) continue;
    if (judged.some((each) => said(each) && pulseOf(each.column.name) === pulse)) continue;
    const name = freeName(pulse === '' ? 'tba' : `s${pulse}_tba`, names);
    names.add(name);
    const quantity = QUANTITIES.find((known) => known === `s${pulse}_tba`) ?? null;
    top.proposal.derive = { name, from: 'arrays', bottom: bottom.column.name, quantity };
  }
}

/** Corrected and raw areas say the same twice; the raw one is what the detector saw, whatever the position. */
function excludeCorrected(judged: Judged[]): void {
  for (const { proposal, column, meaning } of judged) {
    if (meaning.kind !== 'corrected' || !proposal.feature) continue;
    const raw = featureOf(judged, 'area', pulseOf(column.name));
    if (raw)
      exclude(proposal, `corrected: ${raw.column.name} is used, which does not depend on where it happened`);
  }
}

/** Top and bottom areas follow from area and asymmetry. */
function excludeArrays(judged: Judged[]): void {
  for (const { proposal, column, meaning } of judged) {
    if (meaning.kind !== 'array' || !proposal.feature) continue;
    const pulse = pulseOf(column.name);
    const area = featureOf(judged, 'area', pulse);
    const asymmetry =
      featureOf(judged, 'asymmetry', pulse) ??
      judged.find((other) => other.proposal.derive !== null && pulseOf(other.column.name) === pulse);
    if (!area || !asymmetry) continue;
    const { derive } = asymmetry.proposal;
    const name = derive === null ? asymmetry.column.name : derive.name;
    exclude(proposal, `follows from ${area.column.name} and ${name}`);
  }
}

function excludeEnergies(judged: Judged[]): void {
  const area = judged.find(({ meaning, proposal }) => meaning.kind === 'area' && proposal.feature);
  if (area === undefined) return;
  for (const { proposal, meaning } of judged) {
    if (meaning.kind === 'energy' && proposal.feature)
      exclude(proposal, 'computed from the areas, which are used');
  }
}

function featureOf(judged: Judged[], kind: Meaning['kind'], pulse: string): Judged | undefined {
  return judged.find(
    ({ column, meaning, proposal }) =>
      proposal.feature && meaning.kind === kind && pulseOf(column.name) === pulse,
  );
}

function excludeDuplicates(judged: Judged[]): void {
  const features = judged.filter(({ proposal }) => proposal.feature);
  for (const [copy, original] of findDuplicates(features.map(({ column }) => column))) {
    exclude(features[copy].proposal, `the same values as ${features[original].column.name}`);
  }
}
