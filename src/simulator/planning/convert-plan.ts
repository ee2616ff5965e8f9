import { Refusal } from '../api.js';
import { isObject } from '../resources/fields.js';
import { badRequest, crash } from '../values/refusals.js';
import { dateFor } from '../values/dates.js';
import { readBarcodedSamples } from './barcoded-samples.js';
import { readObjectText } from './literal.js';
import { isNothing, textOf, type PlanData } from './plan-question.js';

const CLEARED_BY_NONE = [
  'chipType',
  'library',
  'barcodeId',
  'endBarcodeKitName',
  'librarykitname',
  'sequencekitname',
  'templatingKitName',
  'bedfile',
  'regionfile',
  'sseBedFile',
  'platform',
  'mixedTypeRNA_reference',
  'mixedTypeRNA_targetRegionBedFile',
  'mixedTypeRNA_hotSpotRegionBedFile',
];

/** Brings what was sent into the form that the checks expect; throws what rundb says to forms it cannot read. */
export function convertPlan(data: PlanData): void {
  for (const key of CLEARED_BY_NONE) {
    if (textOf(data, key).toLowerCase() === 'none') data[key] = '';
  }
  readBarcodedSamples(data);
  readMetaData(data);
  readMoment(data, 'planExecutedDate');
}

function readMetaData(data: PlanData): void {
  const sent = data['metaData'];
  if (sent === undefined || isObject(sent)) return;
  const read = isNothing(sent) ? {} : readObjectText(String(sent));
  if (read === undefined) {
    const name = String(data['planName'] ?? '');
    const text = `Error: Invalid JSON value for field metaData=${String(sent)} in plannedExperiment with planName=${name}`;
    throw new Refusal(400, { error: text });
  }
  data['metaData'] = read;
}

/** A moment becomes its stored form. docs/rundb.md, "Error bodies" */
function readMoment(data: PlanData, key: string): void {
  const sent = data[key];
  if (isNothing(sent)) return;
  if (typeof sent !== 'string') throw crash();
  try {
    data[key] = dateFor(sent);
  } catch {
    throw badRequest(
      `Datetime provided to '${key}' field doesn't appear to be a valid datetime string: '${sent}'`,
    );
  }
}
