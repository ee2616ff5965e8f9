import type { Row } from '../api.js';
import { asObject, isObject } from '../resources/fields.js';
import { storeDate } from '../values/dates.js';
import { isBarcoded, listBarcodes } from './barcoded-samples.js';
import { joinWords } from './plan-name.js';
import { textOf, type PlanData } from './plan-question.js';
import type { Writing } from '../writing/writing.js';

/** What a plan tells about one of its samples. */
interface PlannedSample {
  readonly displayedName: string;
  readonly externalId: string;
  readonly description: string;
  readonly name: string;
}

/** Links a plan's run to its samples, which are made or brought up to date; a plan without samples leaves it alone. */
export function keepSamples(writing: Writing, run: Row, data: PlanData): void {
  const samples = isBarcoded(data) ? barcodedSamples(data) : singleSample(data);
  if (samples.length === 0) return;
  const rows = samples.map((sample) => keepSample(writing, sample));
  writing.around.store.replaceLinks('experiment', run, 'samples', rows);
}

function singleSample(data: PlanData): PlannedSample[] {
  const sample = textOf(data, 'sample');
  if (sample === '') return [];
  const displayedName = textOf(data, 'sampleDisplayedName') || sample;
  return [{ name: joinWords(sample), displayedName, externalId: '', description: '' }];
}

/** What is said of a sample's first barcode is said of the sample. */
function barcodedSamples(data: PlanData): PlannedSample[] {
  return Object.entries(asObject(data['barcodedSamples'])).map(([displayedName, sample]) => {
    const { barcodes, barcodeSampleInfo } = asObject(sample);
    const [first = ''] = listBarcodes(barcodes);
    const info = asObject(asObject(barcodeSampleInfo)[first]);
    const told = (key: string): string => (isObject(info) ? textOf(info, key) : '');
    const texts = { externalId: told('externalId'), description: told('description') };
    return { name: joinWords(displayedName), displayedName, ...texts };
  });
}

/** Samples are one and the same by name and external id. A sample that was run stays so. */
function keepSample(
  { around }: Writing,
  { name, displayedName, externalId, description }: PlannedSample,
): Row {
  const { store, now } = around;
  const samples = store.database.table('sample');
  const known = samples.find('name', name).find((row) => row['externalId'] === externalId);
  const told = { displayedName, description, date: storeDate(now()) };
  if (known === undefined) return store.insert('sample', { name, externalId, ...told, status: 'planned' });
  store.update('sample', known, { ...told, status: known['status'] === 'run' ? 'run' : 'planned' });
  return known;
}
