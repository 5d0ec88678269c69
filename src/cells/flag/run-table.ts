import { Problem } from '../../core/problem.ts';
import type { RunLivetime } from './params.ts';

/**
 * Runs and how many seconds each took data, from text: a run and a time a line, parted by comma, semicolon, tab or space,
 * with or without a head. Throws a Problem that names the line.
 */
export function parseRunTable(text: string): RunLivetime[] {
  if (text.length > 1_000_000) throw bad(`a text of ${text.length} characters`, 'at most 1,000,000');
  const runs = new Map<string, number>();
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  lines.forEach((line, i) => {
    const cells = line.split(/\s*[,;\t]\s*|\s+/).filter((cell) => cell !== '');
    if (cells.length === 0) return;
    const [run, time] = cells.map((cell) => cell.replace(/^"(.*)"$/, '$1'));
    const seconds = Number(time);
    if (runs.size === 0 && i === firstLine(lines) && Number.isNaN(seconds) && /[a-z]/i.test(time ?? ''))
      return;
    if (time === undefined || !(seconds >= 0 && seconds <= 1e12)) {
      throw bad(
        `line ${i + 1}: ${JSON.stringify(line.slice(0, 60))}`,
        'a run and its livetime in seconds, such as 7304, 3540',
      );
    }
    if (run.length > 100) throw bad(`line ${i + 1}: a run of ${run.length} characters`, 'at most 100');
    if (runs.has(run)) throw bad(`line ${i + 1}: run ${run}`, 'each run once');
    runs.set(run, seconds);
  });
  if (runs.size > 10_000) throw bad(`${runs.size} runs`, 'at most 10,000');
  return [...runs].map(([run, seconds]) => ({ run, seconds }));
}

function firstLine(lines: readonly string[]): number {
  return lines.findIndex((line) => line.trim() !== '');
}

export function runTableText(runs: readonly RunLivetime[]): string {
  return runs.map(({ run, seconds }) => `${run}, ${seconds}`).join('\n');
}

function bad(found: string, expected: string): Problem {
  return new Problem('bad-file', `invalid run table: ${found}; expected ${expected}`);
}
