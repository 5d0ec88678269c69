import { describeSource } from '../../cells/data/source.ts';
import { type FlagParams, newLedger } from '../../cells/flag/params.ts';
import { appendRecord, type FlagDraft, type Ledger } from '../../core/flag/ledger.ts';
import { bitsFrom } from '../../core/table/bits.ts';
import { packRows } from '../../core/table/packed-rows.ts';
import { jsonHash } from '../../notebook/content-hash.ts';

const EVENTS = 1500;

/** A ledger with all that one can hold: flags that stand, one taken back, one changed by two, one of other data. */
export function exampleLedger(source: Parameters<typeof describeSource>[0]): FlagParams {
  const label = describeSource(source);
  const data = { name: label, hash: jsonHash(label), rows: EVENTS };
  let ledger: Ledger = [];
  const add = (given: Partial<FlagDraft>, every: number, hour: number): string => {
    const draft: FlagDraft = {
      ...{
        author: 'R. Shift',
        supersedes: [],
        withdrawn: false,
        category: 'reconstruction',
        severity: 'minor',
      },
      ...{
        name: 'long S1 rise',
        note: '',
        rule: null,
        seconds: 3600,
        data,
        count: Math.ceil(EVENTS / every),
      },
      events: packRows(bitsFrom(EVENTS, (row) => row % every === 0)),
      ...given,
    };
    const stamp = { time: Date.UTC(2026, 0, 31, hour), nonce: `example0${ledger.length}` };
    const added = appendRecord(ledger, draft, stamp);
    ledger = added.ledger;
    return added.record.id;
  };
  add({ name: 'gas above the anode', category: 'electrode or gas events', severity: 'critical' }, 30, 1);
  const rise = add({ note: 'since the pulse finder was updated; ask the reconstruction group' }, 50, 2);
  add({ supersedes: [rise], severity: 'major' }, 50, 3);
  add({ supersedes: [rise], author: 'A. Colleague', withdrawn: true }, 50, 3);
  const flash = add({ name: 'flashing PMT', severity: 'info' }, 100, 4);
  add({ name: 'flashing PMT', severity: 'info', supersedes: [flash], withdrawn: true }, 100, 5);
  add({ name: 'electron trains', data: { ...data, name: 'run 7303', hash: 'another', rows: 1500 } }, 75, 6);
  return { ...newLedger(), records: [...ledger], runs: [{ run: '1', seconds: 3540 }] };
}
