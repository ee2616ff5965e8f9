import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import { asObject, textIn } from '../resources/fields.js';
import { nucleotideTypes } from './applications.js';
import { isNothing, textOf, type PlanData } from './plan-question.js';
import { isRequired } from './texts.js';

/** Sets of these states can be planned. */
const READY = ['', 'created', 'planned', 'libPrep_done'];

/** What is to be planned, or why it cannot be. */
export interface SamplesRead {
  readonly planned: PlanData;
  readonly complaints: readonly string[];
}

/** Barcoded samples out of a list of them; what an item leaves open comes from the plan. */
export function readSamplesList(list: readonly unknown[], plan: PlanData, database: Database): SamplesRead {
  const samples: Record<string, { barcodes: string[]; barcodeSampleInfo: Record<string, object> }> = {};
  const complaints: string[] = [];
  const seen = new Set<string>();
  for (const item of list.map(asObject)) {
    const [name, barcode] = [textOf(item, 'sampleName'), textOf(item, 'dnabarcode')];
    if (name === '') complaints.push(isRequired('sampleName').trim());
    else if (barcode === '') complaints.push(isRequired('dnabarcode').trim());
    else if (seen.has(barcode)) complaints.push(`multiple samples assigned to barcode: ${barcode}`);
    else {
      const sample = (samples[name] ??= { barcodes: [], barcodeSampleInfo: {} });
      sample.barcodes.push(barcode);
      sample.barcodeSampleInfo[barcode] = infoOf(item, plan, database);
    }
    seen.add(barcode);
  }
  return { planned: { barcodedSamples: samples }, complaints };
}

function infoOf(item: Row, plan: PlanData, database: Database): object {
  const [nucleotideType = 'DNA'] = nucleotideTypes(database, plan);
  return {
    controlType: item['controlType'] ?? '',
    description: item['description'] ?? item['sampleDescription'] ?? '',
    externalId: item['externalId'] ?? item['sampleExternalId'] ?? '',
    hotSpotRegionBedFile: item['hotSpotRegionBedFile'] ?? plan['regionfile'] ?? '',
    nucleotideType: isNothing(item['nucleotideType']) ? nucleotideType : item['nucleotideType'],
    reference: item['reference'] ?? plan['library'] ?? '',
    targetRegionBedFile: item['targetRegionBedFile'] ?? plan['bedfile'] ?? '',
  };
}

/** The samples of a set that is ready to be planned: barcoded when its items have barcodes. */
export function readSampleSet(name: string, plan: PlanData, database: Database): SamplesRead {
  const refuse = (complaint: string): SamplesRead => ({ planned: {}, complaints: [complaint] });
  const set = database.table('sampleset').find('displayedName', name)[0];
  if (set === undefined) return refuse(`sampleSetName ${name} does not exist`);
  const status = textIn(set, 'status');
  if (!READY.includes(status)) {
    return refuse(`sampleSetName ${name} is not ready for planning (status: ${status})`);
  }
  const items = database.many('sampleset', set, 'samples');
  if (items.length === 0) return refuse(`No samples in SampleSet: ${name}`);
  const read = planItems(items, plan, database);
  return { ...read, planned: { ...read.planned, sampleSetDisplayedName: name } };
}

function planItems(items: readonly Row[], plan: PlanData, database: Database): SamplesRead {
  const listed = items.map((item) => listItem(item, database));
  const [first] = listed;
  if (listed.length === 1 && first?.['dnabarcode'] === '') {
    return { planned: { sample: first['sampleName'] }, complaints: [] };
  }
  const barcode = database.one('samplesetitem', items[0] ?? {}, 'dnabarcode');
  const read = readSamplesList(listed, plan, database);
  const kit = barcode === undefined ? {} : { barcodeId: barcode['name'] };
  return { ...read, planned: { ...read.planned, ...kit } };
}

function listItem(item: Row, database: Database): Row {
  const sample = database.one('samplesetitem', item, 'sample');
  return {
    sampleName: textIn(sample, 'displayedName'),
    externalId: textIn(sample, 'externalId'),
    description: textIn(item, 'description'),
    dnabarcode: textIn(database.one('samplesetitem', item, 'dnabarcode'), 'id_str'),
    controlType: textIn(item, 'controlType'),
    nucleotideType: textIn(item, 'nucleotideType').toUpperCase(),
  };
}
