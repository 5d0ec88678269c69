import type { Separation } from '../../core/classify/separation.ts';
import { count } from '../../ui/numbers.ts';

const SHOWN = 6;

/** Which two quantities together tell the populations apart best. */
export function PairList({ result: { pairs, pairsLookedAt } }: { result: Separation }) {
  if (pairs.length === 0) return null;
  return (
    <section>
      <h3 title="AUC of the ratio of both populations' densities on a grid of two quantities, counted on the other folds">
        Best two together
      </h3>
      <table className="pairs">
        <thead>
          <tr>
            <th>quantities</th>
            <th title="Held-out, with its 95 % interval over the folds">AUC</th>
            <th title="Held-out, of the better of the two by itself">alone</th>
          </tr>
        </thead>
        <tbody>
          {pairs.slice(0, SHOWN).map(({ x, y, mean, low, high, single }) => (
            <tr key={`${x} ${y}`}>
              <td>
                {x} with {y}
              </td>
              <td>
                {mean.toFixed(3)}{' '}
                <small>
                  [{low.toFixed(3)}, {high.toFixed(3)}]
                </small>
              </td>
              <td>{single.toFixed(3)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="classify-note">
        The best of {count(pairsLookedAt)} pairs looked at: the first is a little flattered by that.
      </p>
    </section>
  );
}
