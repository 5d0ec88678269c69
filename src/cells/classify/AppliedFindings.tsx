import type { Applied } from '../../core/classify/classes.ts';
import { count, percent } from '../../ui/numbers.ts';

/** What a kept model said of the events here. */
export function AppliedFindings({ result }: { result: Applied }) {
  const { classes, counts, without, columns, about, label } = result;
  return (
    <>
      <table className="pairs applied">
        <thead>
          <tr>
            <th>likeliest class</th>
            <th>events</th>
            <th>share</th>
          </tr>
        </thead>
        <tbody>
          {classes.map((name, c) => (
            <tr key={name}>
              <td>{name}</td>
              <td>{count(counts[c])}</td>
              <td>{percent(counts[c] / label.length)}</td>
            </tr>
          ))}
          {without > 0 && (
            <tr>
              <td title="They have no value in a quantity that the model needs">none</td>
              <td>{count(without)}</td>
              <td>{percent(without / label.length)}</td>
            </tr>
          )}
        </tbody>
      </table>
      <p className="classify-note">
        By {columns.length} quantities, without training. Where it was trained, events left out of training
        said: {about.replace(/\.$/, '')}. On these events nothing was checked: they may differ from those it
        was trained on, or be the same.
      </p>
    </>
  );
}
