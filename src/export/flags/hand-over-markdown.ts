import { inline, markdownTable } from '../markdown-text.ts';
import { formatCount, formatShare } from '../report/format-number.ts';
import { durationText, type HandedFlag, type HandOver, rateText } from './hand-over.ts';

/** The hand-over as Markdown for a wiki or a logbook; nothing in a flag is markup there. */
export function handOverMarkdown(report: HandOver): string {
  const { title, app, made, data, flags, withdrawn, flagged, runs, seconds, basis, authors } = report;
  const parts = [
    `# Hand-over: ${inline(title)}`,
    `${made.toISOString().slice(0, 16).replace('T', ' ')} UTC, Outcrop ${app}. Flagged by ${inline(authors.join(', ') || 'nobody')}.`,
    [
      `- data: ${inline(data.name)}, ${formatCount(data.rows)} events, \`${data.hash}\``,
      `- flagged: ${formatCount(flagged)} events (${formatShare(flagged / data.rows)}) in ${flags.length} flags; ${withdrawn} withdrawn`,
      `- time: ${durationText(seconds)} in ${runs.length} runs. ${basis} Intervals are exact Poisson, 68.3 %.`,
    ].join('\n'),
    markdownTable(
      ['severity', 'flag', 'category', 'events', 'share', 'rate', 'by'],
      flags.map(({ record, rate, share, lost }) => [
        ...[record.severity, record.name, record.category, lost === null ? formatCount(rate.count) : '–'],
        ...[formatShare(share), rateText(rate), record.author],
      ]),
    ),
    ...flags.map(flagPart),
    runPart(report),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function flagPart({ record, versions, lost, other, bins }: HandedFlag): string {
  const lines = [
    `## ${inline(record.name)}`,
    `${record.severity}, ${inline(record.category)}; ${inline(record.author)}, ${record.time.slice(0, 16).replace('T', ' ')} UTC; record ${record.id}`,
  ];
  if (record.note !== '') lines.push(inline(record.note));
  if (versions.length > 0) lines.push(`Not settled: ${versions.length + 1} versions.`);
  if (lost !== null) lines.push(`Its events are not counted here: ${inline(lost)}.`);
  else if (other) lines.push(`Made on other data (${inline(record.data.name)}); counted here by its rule.`);
  if (bins.length > 0) {
    const [first] = bins;
    lines.push(
      markdownTable(
        ['time since the first event', 'events', 'rate'],
        bins.map((bin) => [
          `${durationText(bin.from - first.from).replace('–', '0')} to ${durationText(bin.to - first.from)}`,
          formatCount(bin.count),
          rateText(bin),
        ]),
      ),
    );
  }
  return lines.join('\n\n');
}

const MOST_RUNS = 200;

function runPart({ runs, flags }: HandOver): string {
  if (runs.length === 0 || (runs.length === 1 && runs[0].run === '')) return '';
  const counted = flags.filter(({ lost }) => lost === null);
  const rows = runs
    .slice(0, MOST_RUNS)
    .map((run, i) => [
      ...[
        run.run === '' ? 'none' : run.run,
        `${durationText(run.seconds)}${run.given ? '' : ' (from first to last event)'}`,
      ],
      formatCount(run.events),
      ...counted.map(({ runs: rates }) => `${formatCount(rates[i].count)}: ${rateText(rates[i])}`),
    ]);
  const more = runs.length > MOST_RUNS ? `\n\nThe first ${MOST_RUNS} of ${runs.length} runs.` : '';
  return `## Run by run\n\n${markdownTable(['run', 'livetime', 'events', ...counted.map(({ record }) => record.name)], rows)}${more}`;
}
