import { Refusal, type Caller, type Row } from '../api.js';
import type { Database } from '../database/database.js';
import { PIPELINE_ARGS } from '../models/pipeline-args.js';
import type { Store } from '../writing/store.js';
import type { Writing } from '../writing/writing.js';
import { createPlan, type PlanMade } from './create-plan.js';
import { isNothing, textOf, type PlanData } from './plan-question.js';
import { readSampleSet, readSamplesList, type SamplesRead } from './template-samples.js';
import { isNotFound, isRequired } from './texts.js';

const MODEL = 'plannedexperiment';

/** What a plan does not take over from its template. */
const OWN_KEYS = new Set([
  ...PIPELINE_ARGS,
  ...'chefInfo childPlans custom_args date expName experiment id isFavorite isReusable isSystem'.split(' '),
  ...'isSystemDefault origin parentPlan planDisplayedName planExecuted planExecutedDate planGUID planName'.split(
    ' ',
  ),
  ...'planShortID planStatus qcValues resource_uri sample sampleDisplayedName sampleSetDisplayedName'.split(
    ' ',
  ),
  ...'sampleSets barcodedSamples'.split(' '),
]);

/** A plan, and the data that it was made of. */
export interface PlanFromTemplate extends PlanMade {
  readonly data: PlanData;
}

/**
 * Makes a plan like a template, with the keys that were sent in the place of the template's. Throws a Refusal for an
 * unknown template, for samples that cannot be planned, and for what rundb refuses in any plan.
 */
export function createFromTemplate(writing: Writing, body: PlanData, caller: Caller): PlanFromTemplate {
  const { store } = writing.around;
  const { database } = store;
  const template = findTemplate(database, textOf(body, 'templateName'));
  const printed = writing.printAlone(template);
  const data = keysOf(printed, (key) => !OWN_KEYS.has(key));
  Object.assign(
    data,
    keysOf(body, (key) => key in printed && key !== 'id'),
  );
  const { planned, complaints } = readSamples(body, data, database);
  if (complaints.length > 0) throw refusal('samples', complaints.join(' | '));
  Object.assign(data, planned);
  const made = createPlan(writing, data, caller);
  copyTemperatures(store, template, made.plan);
  return { ...made, data };
}

/** Temperatures are nobody's to send: a plan has those of its template. */
function copyTemperatures(store: Store, template: Row, plan: Row): void {
  const [from, to] = [template, plan].map((row) => store.database.one(MODEL, row, 'experiment'));
  if (from === undefined || to === undefined) return;
  const columns = Object.entries(from).filter(([key, value]) => /^(chip|man)Tec/.test(key) && value !== null);
  store.update('experiment', to, Object.fromEntries(columns));
}

function readSamples(body: PlanData, data: PlanData, database: Database): SamplesRead {
  const { samplesList } = body;
  const set = textOf(body, 'sampleSetName');
  if (Array.isArray(samplesList) && !isNothing(samplesList))
    return readSamplesList(samplesList, data, database);
  return set === '' ? { planned: {}, complaints: [] } : readSampleSet(set, data, database);
}

function findTemplate(database: Database, name: string): Row {
  if (name === '') throw refusal('templateName', isRequired('templateName'));
  const plans = database.table(MODEL);
  const named = [...plans.find('planDisplayedName', name), ...plans.find('planName', name)];
  const template = named.find((plan) => plan['isReusable'] === true);
  if (template === undefined) throw refusal('templateName', isNotFound('templateName', name));
  return template;
}

function keysOf(data: PlanData, isTaken: (key: string) => boolean): PlanData {
  return Object.fromEntries(Object.entries(data).filter(([key]) => isTaken(key)));
}

function refusal(key: string, text: string): Refusal {
  return new Refusal(400, { error: { [key]: text } });
}
