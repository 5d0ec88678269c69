import { ledgerOf } from '../../cells/flag/flag-ledger.ts';
import type { FlagRecord } from '../../core/flag/flag-record.ts';
import { flagsOf } from '../../core/flag/ledger.ts';
import type { CellDocument } from '../../notebook/document.ts';
import { formatCount, formatShare } from '../report/format-number.ts';
import { stepWords } from '../words.ts';
import { type SectionPart, table, text } from './section.ts';

/** The flags that stand, as they were made, with their rules and notes; withdrawn and earlier records are counted. */
export function flagSection(cell: CellDocument): SectionPart[] {
  const ledger = ledgerOf(cell);
  if (ledger.length === 0) return [text('No flag yet.')];
  const flags = flagsOf(ledger);
  const standing = flags.filter(({ state }) => state !== 'withdrawn').map(({ heads }) => heads);
  const shown = standing.flat();
  const unsettled = standing.filter((heads) => heads.length > 1).length;
  const past = ledger.length - shown.length;
  return [
    table(
      ['severity', 'flag', 'category', 'events', 'share', 'by', 'time (UTC)'],
      ['events', 'share'],
      shown.map(({ severity, name, category, count, data, author, time }) => [
        ...[severity, name, category, formatCount(count), formatShare(count / data.rows), author],
        time.slice(0, 16).replace('T', ' '),
      ]),
    ),
    { type: 'list', items: shown.map(aboutFlag) },
    text(
      `${formatCount(flags.length - standing.length)} withdrawn, ${formatCount(past)} earlier or withdrawn records kept${unsettled > 0 ? `, ${unsettled} flags in several versions that are not settled` : ''}.`,
      'soft',
    ),
  ];
}

/** `small S2s: s2_area <= 300 (412 events of run.csv, record f-…). Seen since 03:00.` */
function aboutFlag({ name, rule, note, count, data, id }: FlagRecord): string {
  const where = `${formatCount(count)} events of ${data.name}, record ${id}`;
  return `${name}: ${ruleWords(rule)} (${where}).${note.trim() === '' ? '' : ` ${note.trim()}`}`;
}

export function ruleWords(rule: FlagRecord['rule']): string {
  if (rule === null) return 'its events one by one, without a rule';
  return rule.type === 'expression' ? rule.text : rule.steps.map(stepWords).join(', ');
}
