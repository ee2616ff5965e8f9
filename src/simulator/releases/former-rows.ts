import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import { isObject, objectIn } from '../resources/fields.js';

/** Chips of the sequencers that were sold then. */
export function activateFormerChips(database: Database): void {
  const chips = database.table('chip');
  for (const chip of chips.rows) {
    const isFormer = chip['instrumentType'] === 'pgm' || chip['instrumentType'] === 'proton';
    chips.change(chip, { isActive: isFormer });
  }
}

/** A run that has never been is complete; docs/rundb.md, "Versions". Its sequencers are written in another way. */
export function renameRunValues(database: Database): void {
  const runs = database.table('experiment');
  for (const run of runs.rows) {
    if (run['platform'] === 'PROTON') runs.change(run, { platform: 'Proton' });
    if (run['expDir'] === '' && run['status'] === 'planned') runs.change(run, { ftpStatus: 'Complete' });
  }
}

/** Which barcodes are a sample's, with at most these facts about each. */
export function thinBarcodedSamples(database: Database, facts: readonly string[]): void {
  const settings = database.table('experimentanalysissettings');
  for (const row of settings.rows) {
    const samples = Object.entries(objectIn(row, 'barcodedSamples'));
    if (samples.length === 0) continue;
    const thin = Object.fromEntries(samples.map(([name, sample]) => [name, thinSample(sample, facts)]));
    settings.change(row, { barcodedSamples: thin });
  }
}

function thinSample(sample: unknown, facts: readonly string[]): unknown {
  if (!isObject(sample) || !isObject(sample['barcodeSampleInfo'])) return sample;
  const infos = Object.entries(sample['barcodeSampleInfo']);
  const barcodes = Array.isArray(sample['barcodes'])
    ? sample['barcodes']
    : infos.map(([barcode]) => barcode).sort();
  if (facts.length === 0) return { barcodes };
  const thin = infos.map(([barcode, info]) => [barcode, pick(isObject(info) ? info : {}, facts)]);
  return { barcodes, barcodeSampleInfo: Object.fromEntries(thin) };
}

function pick(info: Row, facts: readonly string[]): Row {
  return Object.fromEntries(facts.map((fact) => [fact, info[fact] ?? '']));
}
