import type { Samples } from './measure/samples.ts';
import type { RowResult } from './results.ts';
import type { Line } from './rows/row.ts';

export function printRow({ title, quick, lines }: RowResult): void {
  console.log(`\n${title}${quick ? ' (quick)' : ''}`);
  for (const line of lines) {
    console.log(
      `  ${verdict(line).padEnd(6)} ${line.what}: ${line.measured}${line.owed && `, owed ${line.owed}`}`,
    );
    const times = Object.entries(line.times).map(([name, samples]) => `${name} ${timeOf(samples)}`);
    const quality = Object.entries(line.quality).map(([name, value]) => `${name} ${shortly(value)}`);
    const details = [...times, ...quality, ...(line.note ? [line.note] : [])];
    if (details.length > 0) console.log(`         ${details.join('; ')}`);
  }
}

/** @returns how many lines miss what is owed. */
export function printSummary(results: readonly RowResult[], failed: number): number {
  const lines = results.flatMap((result) => result.lines);
  const count = (passed: boolean | null): number => lines.filter((line) => line.passed === passed).length;
  const rows = failed > 0 ? `, ${failed} rows failed` : '';
  console.log(`\n${count(true)} met, ${count(false)} missed, ${count(null)} not judged${rows}`);
  return count(false);
}

function verdict({ passed }: Line): string {
  return passed === null ? '-' : passed ? 'met' : 'MISSED';
}

/** `0.61 s (0.58 to 0.7, n 5)`; milliseconds where short. */
function timeOf({ median, least, most, runs }: Samples): string {
  const [factor, unit] = median < 0.5 ? [1000, 'ms'] : [1, 's'];
  const text = (seconds: number): string => shortly(seconds * factor);
  const spread = runs === 1 ? 'n 1' : `${text(least)} to ${text(most)}, n ${runs}`;
  return `${text(median)} ${unit} (${spread})`;
}

function shortly(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en');
  if (Math.abs(value) >= 100) return value.toFixed(0);
  // Figures of quality are close to 1, where three digits say little.
  return String(Number(value.toPrecision(value > 0.9 && value < 1 ? 4 : 3)));
}
