import { parseArgs } from 'node:util';
import { clopperPearson } from '../src/core/stats/binomial-interval.ts';
import { nullCards } from './nulls/cards.ts';
import { nullComparison, plantedComparison } from './nulls/comparison.ts';
import { nullSelections } from './nulls/selections.ts';

const PLANTED_EVENTS = 12_000;

/** Prints false positives on data without any effect, with 95 % intervals; seeds from `--seed` on; and what is found of what is there. */
export async function nulls(_root: string, argv: string[]): Promise<void> {
  const { values } = parseArgs({
    args: argv,
    options: {
      selections: { type: 'string', default: '100' },
      comparisons: { type: 'string', default: '100' },
      planted: { type: 'string', default: '5' },
      tables: { type: 'string', default: '12' },
      seed: { type: 'string', default: '9000' },
    },
  });
  const seed = Number(values.seed);
  const share = (name: string, count: number, of: number): void => {
    if (of === 0) return;
    const { low, high } = clopperPearson(count, of);
    const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
    console.log(
      `${name.padEnd(62)} ${count} of ${of}: ${percent(count / of)} (${percent(low)} … ${percent(high)})`,
    );
  };

  const found = await nullSelections(Number(values.selections), seed);
  console.log('Selections by lot from a simulated run');
  share('  quantities whose 95 % interval of 2 AUC - 1 excludes 0', found.outside, found.quantities);
  share('  selections with a quantity beyond chance, all of them counted', found.flagged, found.selections);
  share('  classifiers whose AUC interval excludes 0.5', found.separable, found.classifiers);

  console.log('Two runs drawn from one');
  const flags: Record<string, number> = {};
  let any = 0;
  const comparisons = Number(values.comparisons);
  for (let i = 0; i < comparisons; i++) {
    const raised = await nullComparison(seed + i);
    for (const name of raised) flags[name] = (flags[name] ?? 0) + 1;
    any += Number(raised.length > 0);
  }
  for (const name of ['clusters', 'unlike', 'new populations', 'places', 'pockets', 'columns']) {
    share(`  comparisons that flag ${name}`, flags[name] ?? 0, comparisons);
  }
  share('  comparisons that flag anything', any, comparisons);

  console.log(`A population in one half alone, of ${PLANTED_EVENTS / 2} events a half`);
  for (const population of ['gas_above_anode', 'small_s2', 'electron_train'] as const) {
    for (const part of [0.002, 0.005, 0.01]) {
      const raised: string[] = [];
      let found = 0;
      for (let i = 0; i < Number(values.planted); i++) {
        const flagged = await plantedComparison(seed + i, population, part, PLANTED_EVENTS);
        raised.push(...flagged);
        found += Number(flagged.length > 0);
      }
      share(
        `  ${population}, ${100 * part} %: comparisons that flag anything`,
        found,
        Number(values.planted),
      );
      if (raised.length > 0) console.log(`    by ${[...new Set(raised)].join(', ')}`);
    }
  }

  console.log('Reality cards of tables without structure');
  for (const kind of ['shuffled run', 'normal cloud', 'even cube'] as const) {
    const levels: Record<string, number> = {};
    let cards = 0;
    for (let i = 0; i < Number(values.tables); i++) {
      for (const { level, text } of await nullCards(kind, seed + i)) {
        levels[level] = (levels[level] ?? 0) + 1;
        cards++;
        if (level === 'real') console.log(`    seed ${seed + i}: ${text}`);
      }
    }
    share(`  ${kind}: clusters called real`, levels.real ?? 0, cards);
    console.log(`    ${JSON.stringify(levels)}`);
  }
}
