import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Kind, kindOf } from './kind.ts';
import { QUANTITIES } from './quantity.ts';
import { recogniseNames, VOCABULARIES } from './vocabulary.ts';

const PATH = '../shared/rq_schemas.json';
const EVERY = /^/;

/** Which names of a schema have a role other than `feature`; all others must be features. */
interface Expected {
  id?: RegExp;
  time?: RegExp;
  label?: RegExp;
  position?: RegExp;
  truth?: RegExp;
}

const LZ_EVENT: Expected = {
  id: /runID|eventID|rawFileName|[pP]ulseIDs?$|nPulses$/,
  time: /TimeStamp|pulse(Start|End)Time/,
  label: /saturated$|saturatedChannelIDs|[pP]robability|chID|\.ch[A-Z]|classification/,
  position: /position_cm/,
};
const LZ_SCATTERS: Expected = {
  id: /PulseIDs?$/,
  label: /nSingleScatters|IsHG|CorrectionFactor/,
  position: /[xyzXYZ]_cm|driftTime/,
};
const EXPECTED: Record<string, Expected> = {
  Events: LZ_EVENT,
  'Scatters (>=LZap 4.x; prefix ss.)': LZ_SCATTERS,
  'older prefix singleScatters.': LZ_SCATTERS,
  flat_ntuple_seen: { id: /run_id|evt_id/, label: /trigger/, time: /start_time/, position: /^[xy]_cm|drift/ },
  LUX_RQ: {
    id: /event_number|file_number/,
    time: /_pulse_(start|end)|^pulse_(start|end)|timestamp|luxstamp/,
    label: /classification|pairing|golden|selected/,
    position: /[xy]_cm|z_drift/,
  },
  event_info: {
    id: /event_number|_index$/,
    time: /^(alt_)?(s[12]_)?((center_|median_)?time|endtime)$/,
    label: /_merged$|max_pmt$|distortion_correction/,
    position: /drift_time$|^[xyzr]$|_[xy]$|_naive|theta/,
  },
  peak_basics: { time: /^(center_)?time|endtime/, label: /merged|type|max_pmt$|channel$|^dt$/ },
  extra: {},
  XENON1T_hax_pax: {
    id: /number$/,
    time: /event_time|time_since/,
    label: /pos_correction/,
    position: /^[xyzr]$|^[xy]_|drift_time|interaction_[xz]/,
  },
  'pulse arrays (n_events,max_pulses=4)': {
    time: /p_start|p_end/,
    label: /p_found|p_class/,
    position: /center_/,
  },
  'channel arrays (n_events,4,8)': { time: /_ch$(?<!area_ch)/, label: /area_ch/ },
  'event arrays': { id: /n_events/, label: /before/, position: /drift/ },
  DANCE_tutorial_root: { position: /_cm|drift/ },
  LUX_ml_npz_root: { position: /^[rz]$/, label: /weight/, truth: /z_real/ },
  NEST_execNEST_text: { position: /tDrift|X,Y,Z/, truth: /E_truth|field|Nph|Ne/ },
  'XENON1T_cut_names (lax lichens)': { label: EVERY },
  LZ_SR1_WS_cut_order: { label: EVERY },
  XENON_run_list: { id: /name|^number|folder/, time: /livetime/, label: EVERY },
};

function roleExpected(expected: Expected, name: string): string {
  for (const role of ['id', 'time', 'truth', 'position', 'label'] as const)
    if (expected[role]?.test(name)) return role;
  return 'feature';
}

/** Lists of column names, wherever they are in the file, with their keys. */
function listsOf(node: unknown, key: string): [string, string[]][] {
  if (Array.isArray(node)) return [[key, node.map(String)]];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([child, value]) => listsOf(value, child === 'columns' ? key : child));
}

const lists = existsSync(PATH)
  ? listsOf(JSON.parse(readFileSync(PATH, 'utf8')), '').filter(
      ([key]) => key !== 'other_prefixes' && key !== 'classification_values',
    )
  : [];

test.skipIf(lists.length === 0)(`every name of ${PATH} is recognised, with a role that makes sense`, () => {
  expect(lists.map(([key]) => key).sort()).toEqual(Object.keys(EXPECTED).sort());
  for (const [key, names] of lists) {
    const meanings = recogniseNames(names);
    const found = names.map((name, i) => {
      const meaning = meanings[i];
      return `${name}: ${meaning === null ? 'unknown' : kindOf(meaning.kind).role}`;
    });
    expect(found).toEqual(names.map((name) => `${name}: ${roleExpected(EXPECTED[key], name)}`));
  }
});

test.skipIf(lists.length === 0)('each list is known by its own vocabulary', () => {
  const own = Object.fromEntries(
    lists.map(([key, names]) => [key, new Set(recogniseNames(names).map((meaning) => meaning?.vocabulary))]),
  );
  expect([...own.LUX_RQ]).toEqual(['LUX RQ']);
  expect([...own.event_info]).toEqual(['XENONnT straxen']);
  expect([...own.XENON1T_hax_pax]).toEqual(['XENON1T hax']);
  expect([...own.LUX_ml_npz_root]).toEqual(['LUX machine learning']);
  expect([...own.Events]).toEqual(['LZ LZap']);
  expect([...own.XENON_run_list]).toEqual(['XENON run list']);
});

const one = (name: string, companions: string[]) => recogniseNames([name, ...companions])[0];

test('traps of the names', () => {
  const lux = ['pulse_area_phe', 'prompt_fraction', 'hft_t1_samples'];
  expect(one('aft_t1_samples', lux)).toMatchObject({
    kind: 'quantile',
    unit: '10 ns samples',
    quantity: null,
  });
  expect(one('z_drift_samples', lux)).toMatchObject({ quantity: 'drift_time', unit: '10 ns samples' });
  const xenon = ['s1_area', 's2_range_50p_area', 's1_n_hits'];
  expect(one('time', xenon)).toMatchObject({ kind: 'time', unit: 'ns', quantity: 'event_time' });
  expect(one('s1_area_fraction_top', xenon)).toMatchObject({ kind: 'aft', quantity: 's1_tba' });
  expect(one('alt_s1_area', xenon)).toMatchObject({ kind: 'other', quantity: null });
  expect(one('z', xenon)).toMatchObject({ unit: 'cm', quantity: 'z' });
  expect(one('Z [mm]', ['tDrift [us]', 'S1 [PE or phe]'])).toMatchObject({ unit: 'mm', quantity: 'z' });
  const lz = ['ss.s1Area_phd', 'ss.driftTime_ns'];
  expect(one('ss.correctedS2Area_phd', lz)).toMatchObject({
    kind: 'corrected',
    quantity: 's2_area_corrected',
  });
  expect(one('Events/pulsesTPC.areaFractionTime5_ns', lz)).toMatchObject({ kind: 'quantile', unit: 'ns' });
  expect(one('mcTruthVertices.positionX_mm', lz)).toMatchObject({ kind: 'truth' });
  expect(one('p_area[2]', ['p_tba[2]', 'p_class[2]'])).toMatchObject({
    kind: 'area',
    vocabulary: 'CRYSTALIZE',
  });
});

test('a vocabulary does not speak for a table that shares only everyday names with it', () => {
  expect(recogniseNames(['x', 'pressure_a', 'pressure_b', 'time'])).toEqual([null, null, null, null]);
});

test('every quantity written in a vocabulary exists', () => {
  const allowed = new Set<string>(QUANTITIES);
  for (const { words } of VOCABULARIES) {
    for (const [pattern, kind, , quantity] of words) {
      expect(() => new RegExp(pattern)).not.toThrow();
      expect(kindOf(kind satisfies Kind)).toBeDefined();
      if (quantity === undefined) continue;
      for (const pulse of quantity.includes('$1') ? ['1', '2'] : ['']) {
        const name = quantity.replace('$1', pulse).replace('?', '');
        if (name !== 's2_coincidence') expect(allowed, `${pattern}`).toContain(name);
      }
    }
  }
});
