import { printColumn } from '../expression/print.ts';
import type { Quantity } from '../rq/quantity.ts';

/** A derived quantity that the columns at hand allow, as a definition that the user may change. */
export interface DerivedOffer {
  id: string;
  /** Of the column. */
  name: string;
  expression: string;
  unit: string | null;
  /** Whether events are to be embedded by it; plain ratios are for plots and cuts. */
  feature: 'linear' | null;
  /** What it is, and what it is good for. */
  about: string;
}

type Columns = Partial<Record<Quantity, string>>;

const OFFERS: readonly ((
  columns: Columns,
  unitOf: (column: string) => string | null,
) => DerivedOffer | null)[] = [
  ({ s1_area: s1, s2_area: s2 }) =>
    s1 && s2
      ? {
          ...{ id: 'ratio', name: 'log10_s2_s1', unit: '', feature: null },
          expression: `log10(${printColumn(s2)} / ${printColumn(s1)})`,
          about: 'Charge for light: low where charge is lost, and for nuclear recoils and alphas.',
        }
      : null,
  ({ s1_area: s1, s2_area: s2, s1_area_corrected: s1c, s2_area_corrected: s2c }) => {
    const [light, charge] = [s1c ?? s1, s2c ?? s2];
    return light && charge
      ? {
          ...{ id: 'band', name: 's2_s1_band_sigma', unit: 'sigma', feature: 'linear' },
          expression: `residual_sigma(log10(${printColumn(charge)} / ${printColumn(light)}), log10(${printColumn(light)}))`,
          about:
            "Distance from the run's own S2/S1 band, which changes with the size of the S1: charge lost on the wall, on wires or in a spot lies far below it.",
        }
      : null;
  },
  ({ s1_tba: tba, s1_area: area, drift_time: drift, z }) => {
    const depth = drift ?? z;
    return tba && depth
      ? {
          ...{ id: 's1-tba', name: 's1_tba_sigma', unit: 'sigma', feature: 'linear' },
          expression: `residual_sigma(${printColumn(tba)}, ${printColumn(depth)}${along(area)})`,
          about:
            'The S1 comes from another depth than the drift time tells: gas events and accidental pairs. Small S1s may stray further, so sigma goes by S1 area.',
        }
      : null;
  },
  ({ s2_width: width, s2_area: area, drift_time: drift, z }) => {
    const depth = drift ?? z;
    return width && depth
      ? {
          ...{ id: 's2-width', name: 's2_width_sigma', unit: 'sigma', feature: 'linear' },
          expression: `residual_sigma(log10(${printColumn(width)}), ${printColumn(depth)}${along(area)})`,
          about:
            'The S2 is wider or narrower than diffusion makes it at this drift time: wrong pairing, merged scatters, electrodes. Sigma goes by S2 area.',
        }
      : null;
  },
  ({ r, r2, x, y, drift_time: drift, z }, unitOf) => {
    const depth = drift ?? z;
    const radius = r
      ? printColumn(r)
      : r2
        ? `sqrt(${printColumn(r2)})`
        : x && y
          ? `hypot(${printColumn(x)}, ${printColumn(y)})`
          : null;
    if (radius === null || !depth) return null;
    const length = unitOf(r ?? x ?? '');
    return {
      ...{ id: 'wall', name: length ? `wall_distance_${length}` : 'wall_distance' },
      ...{ unit: length, feature: 'linear' },
      expression: `running_quantile(${radius}, ${printColumn(depth)}, 0.99) - ${radius}`,
      about:
        "To the run's own edge, the radius within which 99 % of the events at that depth lie. Put your detector's radius in its place where you know it.",
    };
  },
];

/** Areas are spread over decades, and the spread of what is measured goes by their logarithm. */
function along(area: string | undefined): string {
  return area ? `, log10(${printColumn(area)})` : '';
}

/**
 * The derived quantities on offer where their columns exist. Each residual is of the table's own curve, so that none needs
 * a calibration.
 * @param columns which column holds a quantity, see quantityColumns. @param unitOf a column of them.
 */
export function derivedOffers(columns: Columns, unitOf: (column: string) => string | null): DerivedOffer[] {
  return OFFERS.flatMap((offer) => offer(columns, unitOf) ?? []);
}
