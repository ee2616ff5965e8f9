import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import { isObject, textIn } from '../resources/fields.js';
import type { NewRows } from './new-rows.js';
import { Numbering } from './numbering.js';
import type { Shift } from './moments.js';

/** Copies samples: once for each round, since runs of one round share them as the runs of the lab do. */
export class SampleCopies {
  private readonly names: Numbering;
  private readonly externalIds: Numbering;
  private readonly copies = new Map<Row, Row>();
  private nextKey: number;

  constructor(
    database: Database,
    private readonly made: NewRows,
  ) {
    const samples = database.table('sample').rows;
    this.names = new Numbering(samples.map((sample) => sample['name']));
    this.externalIds = new Numbering(samples.map((sample) => sample['externalId']));
    this.nextKey = samples.reduce((highest, sample) => Math.max(highest, Number(sample['id'])), 0) + 1;
  }

  startRound(): void {
    this.copies.clear();
  }

  /** The round's copy of a sample, made when it is first asked for. */
  of(sample: Row, shift: Shift): Row {
    const known = this.copies.get(sample);
    if (known !== undefined) return known;
    const made = this.copy(sample, shift);
    this.copies.set(sample, made);
    this.made.add('sample', made);
    return made;
  }

  private copy(sample: Row, shift: Shift): Row {
    const name = this.names.next(textIn(sample, 'name'));
    const shown =
      sample['displayedName'] === sample['name'] ? name : `${textIn(sample, 'displayedName')} ${name}`;
    const externalId = textIn(sample, 'externalId');
    return {
      ...sample,
      id: this.nextKey++,
      name,
      displayedName: shown,
      externalId: externalId === '' ? sample['externalId'] : this.externalIds.next(externalId),
      date: shift.move(sample['date']),
    };
  }
}

/** Barcoded samples of settings, which are named by what samples are shown as, with the names of their copies. */
export function renameBarcoded(stored: unknown, copies: ReadonlyMap<Row, Row>): unknown {
  if (!isObject(stored)) return stored;
  const byName = new Map([...copies].map(([sample, copy]) => [sample['displayedName'], copy]));
  const renamed = Object.entries(stored).map(([name, value]) => {
    const copy = byName.get(name);
    return copy === undefined ? [name, value] : [textIn(copy, 'displayedName'), withExternalId(value, copy)];
  });
  return Object.fromEntries(renamed);
}

function withExternalId(value: unknown, copy: Row): unknown {
  if (!isObject(value) || !isObject(value['barcodeSampleInfo'])) return value;
  const infos = Object.entries(value['barcodeSampleInfo']).map(([barcode, info]) => [
    barcode,
    isObject(info) && textIn(info, 'externalId') !== '' ? { ...info, externalId: copy['externalId'] } : info,
  ]);
  return { ...value, barcodeSampleInfo: Object.fromEntries(infos) };
}
