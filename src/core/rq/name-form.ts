import type { Kind } from './kind.ts';
import type { Quantity } from './quantity.ts';
import { nameWithoutUnit, unitFromName } from './unit.ts';
import type { Meaning } from './vocabulary.ts';

const TIMES = new Set(['ns', 'us', 'ms', 's', 'samples']);

/** A name taken apart. */
interface Form {
  tokens: string[];
  /** Tokens joined by `_`, without the unit. */
  bare: string;
  unit: string | null;
  /** The pulse that it is about. */
  pulse: 's1' | 's2' | null;
  corrected: boolean;
  has(...words: string[]): boolean;
}

function formOf(name: string): Form {
  const tokens = nameWithoutUnit(name)
    .replace(/cS([12])/g, 'cs$1')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .flatMap((token) => /^(c?s[12])([a-z]{2,}.*)$/.exec(token)?.slice(1) ?? [token])
    .filter((token) => token !== '');
  const pulseToken = tokens.find((token) => /^(?:c?s[12]|s[12]c)$/.test(token));
  return {
    tokens,
    bare: tokens.join('_'),
    unit: unitFromName(name),
    pulse: pulseToken === undefined ? null : pulseToken.includes('1') ? 's1' : 's2',
    corrected: /^cs|c$/.test(pulseToken ?? '') || tokens.some((t) => /^(?:corrected|corr|cor)$/.test(t)),
    has: (...words) => tokens.some((token) => words.includes(token)),
  };
}

type Found = { kind: Kind; quantity?: string; secondChoice?: boolean };

/** In order: the first rule that speaks wins. `quantity` starting with `_` is of the form's pulse. */
const RULES: ((form: Form) => Found | null)[] = [
  ({ has, tokens }) =>
    has('truth', 'true', 'mc', 'gen', 'pdg', 'simulated') ||
    /^mc(?:truth|source|type|label|class|id|code)$/.test(tokens[0] ?? '')
      ? { kind: 'truth', quantity: 'truth' }
      : null,
  ({ has }) =>
    has('label', 'class', 'source', 'recoil', 'species', 'particle')
      ? { kind: 'truth', quantity: 'truth' }
      : null,
  ({ bare }) =>
    /^(?:n_?(?:photons?|electrons?|ph|e_extr\w*|e_extracted|quanta))$|^mc[_A-Z]|^mctruth/.test(bare)
      ? { kind: 'truth' }
      : null,
  ({ bare, has }) => {
    const id = has(
      'id',
      'uid',
      'uuid',
      'idx',
      'index',
      'runid',
      'eventid',
      'evtid',
      'number',
      'filename',
      'file',
    );
    if (!id && !/^(?:run|event|evt|row|entry|dataset|nr|no)$/.test(bare)) return null;
    if (/^run/.test(bare)) return { kind: 'id', quantity: 'run_id' };
    return /^(?:event|evt)/.test(bare) ? { kind: 'id', quantity: 'event_id' } : { kind: 'id' };
  },
  ({ has }) =>
    has('type', 'category', 'classification', 'cluster', 'kind', 'quality') ? { kind: 'class' } : null,
  ({ has }) => (has('is', 'flag', 'cut', 'pass', 'passes', 'golden', 'veto') ? { kind: 'flag' } : null),
  ({ bare, has, pulse, tokens }) => {
    const drift = has('tdrift') || tokens.some((token) => token.startsWith('drift'));
    if (drift || bare === 'dt' || bare === 'd_t') {
      return { kind: 'drift', quantity: 'drift_time', secondChoice: pulse !== null };
    }
    const clock = has('timestamp', 'unixtime', 'epoch', 'date', 'datetime', 'endtime', 'starttime');
    const ofEvent = has('time') && has('event', 'evt', 'trigger', 'start', 'end', 'run', 'since', 'center');
    if (bare === 'time' || bare === 't') return { kind: 'time', quantity: 'event_time' };
    return clock || ofEvent ? { kind: 'time', quantity: 'event_time', secondChoice: true } : null;
  },
  ({ has, tokens, pulse }) => {
    if (pulse !== null) return null;
    const words = [
      'lifetime',
      'elife',
      'liquid',
      'pressure',
      'temperature',
      'voltage',
      'hv',
      'livetime',
      'field',
    ];
    return has(...words) || tokens[0] === 'level' ? { kind: 'condition' } : null;
  },
  ({ has }) => (has('weight') ? { kind: 'weight' } : null),
  ({ has, unit }) => {
    if (TIMES.has(unit ?? '')) return null;
    if (has('tba', 'asymmetry', 'asym')) return { kind: 'asymmetry', quantity: '_tba' };
    return has('aft') || (has('fraction', 'frac') && has('top')) ? { kind: 'aft', quantity: '_tba' } : null;
  },
  ({ tokens }) => {
    const axis = tokens.find((token) =>
      /^(?:[xyzr](?:rec|reco|pos)?|r2|rho|radius|depth|phi|theta)$/.test(token),
    );
    if (axis === undefined) return null;
    const quantity = { rho: 'r', radius: 'r', depth: 'z' }[axis] ?? axis.replace(/(?:reco?|pos)$/, '');
    return { kind: 'position', quantity, secondChoice: tokens.length > 1 };
  },
  ({ has, pulse }) =>
    has('max', 'largest') &&
    has('channel', 'pmt', 'hit') &&
    has('area', 'charge', 'frac', 'fraction', 'height')
      ? {
          kind: has('frac', 'fraction') ? 'fraction' : 'height',
          quantity: pulse === null ? undefined : '_max_channel',
        }
      : null,
  ({ has }) => (has('pmt', 'channel', 'ch') ? { kind: 'channel' } : null),
  ({ has }) => (has('rise') ? { kind: 'rise', quantity: '_rise' } : null),
  ({ has }) =>
    has('width', 'rms', 'fwhm', 'range', 'duration', 'sigma') ? { kind: 'width', quantity: '_width' } : null,
  ({ has, tokens, bare }) => {
    // `prompt_charge` is an area: what else an S1 is called.
    const ofPrompt = has('prompt') && tokens.some((token) => /^(?:frac|ratio)/.test(token));
    const glued = has('fprompt') || tokens.some((token) => token.startsWith('promptfrac'));
    return ofPrompt || glued || /^(?:s[12]_)?prompt$/.test(bare)
      ? { kind: 'fraction', quantity: '_prompt' }
      : null;
  },
  ({ has }) => (has('fraction', 'frac', 'skew', 'skewness', 'kurtosis') ? { kind: 'linear' } : null),
  ({ tokens, unit, pulse, has }) =>
    TIMES.has(unit ?? '') &&
    (tokens.some((token) => /^(?:aft|hft|t|q|p)\w*\d+$/.test(token)) || (pulse && has('time', 'peaktime')))
      ? { kind: 'quantile', quantity: tokens.some((token) => /\d$/.test(token)) ? '_quantile' : undefined }
      : null,
  ({ has }) => (has('height', 'amp', 'amplitude', 'peak') ? { kind: 'height', quantity: '_height' } : null),
  ({ has }) => (has('coincidence') ? { kind: 'count', quantity: '_coincidence' } : null),
  ({ has, bare }) =>
    /^n_/.test(bare) || has('count', 'counts', 'hits', 'nhits', 'channels') ? { kind: 'count' } : null,
  ({ has, pulse, bare, corrected }) => {
    const isArea = has('area', 'charge', 'integral') || (pulse !== null && /^(?:c?s[12]|s[12]c)$/.test(bare));
    if (!isArea) return null;
    const part = has('top', 'bottom', 'bot', 'before', 'after', 'alt', 'other', 'largest');
    if (corrected) return { kind: 'corrected', quantity: part ? undefined : '_area_corrected' };
    if (has('top', 'bottom', 'bot')) return { kind: 'array' };
    return { kind: 'area', quantity: part ? undefined : '_area' };
  },
  ({ has, unit }) =>
    has('energy') || /^[kM]?eV/.test(unit ?? '') ? { kind: 'energy', quantity: 'energy' } : null,
];

const LOGARITHMS = /(?:^|[^a-z])(?:log(?:10|_10)?|ln)(?:[^a-z]|$|(?=c?s[12]))/i;

/**
 * What the form of a name says where no vocabulary knows it; null where it says nothing. A name that speaks of a
 * logarithm is linear, and stands for no quantity, since plots would take the logarithm again.
 */
export function meaningOfForm(name: string, quantities: readonly Quantity[]): Meaning | null {
  const form = formOf(name);
  for (const rule of RULES) {
    const found = rule(form);
    if (found === null) continue;
    const never = found.kind === 'truth' || found.kind === 'id';
    if (LOGARITHMS.test(name) && !never) break;
    const wanted = found.quantity?.startsWith('_') ? `${form.pulse}${found.quantity}` : found.quantity;
    return {
      vocabulary: null,
      kind: found.kind,
      unit: form.unit ?? (['asymmetry', 'aft', 'fraction', 'count'].includes(found.kind) ? '' : null),
      quantity: quantities.find((known) => known === wanted) ?? null,
      secondChoice: found.secondChoice ?? false,
    };
  }
  if (!LOGARITHMS.test(name)) return null;
  return { vocabulary: null, kind: 'linear', unit: null, quantity: null, secondChoice: false };
}
