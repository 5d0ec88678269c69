import { FUNCTIONS } from '../../core/expression/functions.ts';

const OPERATORS: [string, string][] = [
  ['+ - * / ^', 'arithmetic; -2^2 is -4'],
  ['%', 'remainder, with the sign of the divisor'],
  ['< <= > >= == !=', 'comparisons; 1 < x < 2 works'],
  ['&& || !', 'and, or, not (the words too)'],
  ['`S1 area`', 'a column whose name is not plain'],
  ['run == "a"', 'text is in quotes'],
  ['pi inf missing', 'constants'],
];

/** All that can be written, on demand. */
export function FunctionHelp() {
  return (
    <details className="derive-help">
      <summary>What can be written</summary>
      <p>
        A missing value makes the result missing, and what is not defined, such as a logarithm of 0 or a
        division by 0, is missing too and counted. All arithmetic is in doubles.
      </p>
      <dl>
        {OPERATORS.map(([form, help]) => (
          <div key={form}>
            <dt>{form}</dt>
            <dd>{help}</dd>
          </div>
        ))}
        {[...FUNCTIONS.values()].map(({ form, help }) => (
          <div key={form}>
            <dt>{form}</dt>
            <dd>{help}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
