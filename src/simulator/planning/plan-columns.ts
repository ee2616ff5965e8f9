import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import { textIn } from '../resources/fields.js';
import { parseInteger } from '../values/numbers.js';
import { crash } from '../values/refusals.js';
import { pythonText } from '../writing/python-text.js';
import { isNamed } from './check-applications.js';
import { findGroup } from './applications.js';
import { findChipNamed } from './kits.js';
import { isYes, textOf, type PlanData } from './plan-question.js';
import { joinWords } from './plan-name.js';

const TEXTS =
  'adapter autoName categories controlSequencekitname expName irworkflow libkit libraryPool ' +
  'pairedEndLibraryAdapterName planDisplayedName planPGM reverse_primer runMode runType runname ' +
  'samplePrepKitName seqKitBarcode storageHost storage_options templatingKitBarcode ' +
  'templatingKitName username sampleTubeLabel';
const BOOLEANS =
  'isCustom_kitSettings isFavorite isPlanGroup isReusable isReverseRun isSystem isSystemDefault planExecuted ' +
  'preAnalysis usePostBeadfind usePreBeadfind';

/** Columns of the plan itself for the keys that were sent. */
export function planColumns(data: PlanData, database: Database): Row {
  return {
    ...texts(data, TEXTS),
    ...pick(data, 'metaData planExecutedDate'),
    ...booleans(data, BOOLEANS),
    ...('planName' in data && { planName: joinWords(textOf(data, 'planName')) }),
    ...('libraryReadLength' in data && { libraryReadLength: integerIn(data, 'libraryReadLength') ?? 0 }),
    ...('cycles' in data && { cycles: integerIn(data, 'cycles') }),
    ...('samplePrepProtocol' in data && { samplePrepProtocol: protocolOf(data) }),
    ...groupColumns(data, database),
  };
}

/** Columns that a new plan gets unless they are sent. */
export function newPlanColumns(data: PlanData, database: Database): Row {
  const chip = findChipNamed(database, textOf(data, 'chipType'));
  const isNewer = ['proton', 's5'].includes(textIn(chip, 'instrumentType').toLowerCase());
  return { planDisplayedName: textOf(data, 'planName'), usePostBeadfind: !isNewer };
}

/** The values of these keys, as far as they were sent. */
export function pick(data: PlanData, keys: string): Row {
  const sent = keys.split(' ').filter((key) => key in data);
  return Object.fromEntries(sent.map((key) => [key, data[key]]));
}

/** The same for columns of text, which hold what Python writes for other values. */
export function texts(data: PlanData, keys: string): Row {
  const sent = Object.entries(pick(data, keys));
  return Object.fromEntries(sent.map(([key, value]) => [key, value === null ? null : pythonText(value)]));
}

export function booleans(data: PlanData, keys: string): Row {
  return Object.fromEntries(Object.entries(pick(data, keys)).map(([key, value]) => [key, isYes(value)]));
}

/** An integer or its text; rundb crashes on anything else but nothing. */
function integerIn(data: PlanData, key: string): number | null {
  const sent = data[key];
  if (sent === null || sent === undefined) return null;
  const number = typeof sent === 'string' ? parseInteger(sent) : sent;
  if (typeof number !== 'number' || !Number.isInteger(number)) throw crash();
  return number;
}

function protocolOf(data: PlanData): string {
  const protocol = textOf(data, 'samplePrepProtocol');
  return protocol === 'undefined' ? '' : protocol;
}

function groupColumns(data: PlanData, database: Database): Row {
  const group = findGroup(database, textOf(data, 'applicationGroupDisplayedName'));
  const name = textOf(data, 'sampleGroupingName');
  const groupings = database.table('samplegrouptype_cv').rows;
  const grouping = name === '' ? undefined : groupings.find((row) => isNamed(row, 'displayedName', name));
  return {
    ...(group !== undefined && { applicationGroup: group['id'] }),
    ...(grouping !== undefined && { sampleGrouping: grouping['id'] }),
  };
}
