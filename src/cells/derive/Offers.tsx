import type { DerivedOffer } from '../../core/derived/offers.ts';

interface OffersProps {
  offers: readonly DerivedOffer[];
  onAdd(wanted: readonly DerivedOffer[]): void;
}

/** Derived quantities that these columns allow, each with its reason; a click adds one. */
export function Offers({ offers, onAdd }: OffersProps) {
  if (offers.length === 0) return null;
  return (
    <section className="derive-offers" aria-label="On offer">
      <div className="derive-offers-head">
        <h3>On offer for these columns</h3>
        {offers.length > 1 && (
          <button type="button" className="button" onClick={() => onAdd(offers)}>
            Add all {offers.length}
          </button>
        )}
      </div>
      <ul>
        {offers.map((offer) => (
          <li key={offer.id}>
            <button
              type="button"
              className="button"
              aria-label={`Add ${offer.name}`}
              title={offer.expression}
              onClick={() => onAdd([offer])}
            >
              + {offer.name}
            </button>
            <span>{offer.about}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
