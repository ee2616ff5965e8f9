import type { Parameters, Row } from '../api.js';
import type { Database } from '../database/database.js';
import { LOOKUPS, readLookup } from '../query/lookups.js';
import { lastValue } from '../query/page.js';
import { findPath } from '../query/paths.js';
import type { Condition } from '../query/selection.js';
import { upper } from '../values/compare.js';
import type { Narrowing } from './declaration.js';
import { textIn } from './fields.js';
import { runOf } from './plan-run-fields.js';

const PLAN = 'plannedexperiment';

type Test = (row: Row) => boolean;

/** The extra parameters of plans. docs/rundb.md, "plannedexperiment" */
export function narrowPlans(parameters: Parameters, database: Database): Narrowing {
  const barcodes = parameters.filter(([name]) => name.split('__')[0] === 'chipBarcode');
  const tests = [
    nameTest(lastValue(parameters, 'name_or_id') ?? lastValue(parameters, 'name_or_id__icontains')),
    platformTest(lastValue(parameters, 'platform') ?? lastValue(parameters, 'instrument'), database),
    tubeTest(lastValue(parameters, 'combinedLibraryTubeLabel'), database),
  ];
  return {
    where: tests.filter((test) => test !== undefined),
    groups: [barcodes.map(([name, value]) => barcodeCondition(name, value, database))],
    consumed: [...barcodes.map(([name]) => name), 'platform', 'instrument'],
  };
}

/** `chipBarcode` is a column of the run. */
function barcodeCondition(name: string, value: string, database: Database): Condition {
  const [, lookup = 'exact'] = name.split('__');
  const path = findPath(database.models, PLAN, ['experiment', 'chipBarcode']);
  return { path, lookup: readLookup(LOOKUPS.has(lookup) ? lookup : 'exact', [value], path) };
}

/** Part of either name or of the short id. */
function nameTest(asked: string | undefined): Test | undefined {
  if (asked === undefined) return undefined;
  const columns = ['planName', 'planDisplayedName', 'planShortID'];
  return (row) => columns.some((column) => upper(textIn(row, column)).includes(upper(asked)));
}

/** This platform, or none. */
function platformTest(asked: string | undefined, database: Database): Test | undefined {
  if (asked === undefined || asked === '') return undefined;
  return (row) => ['', upper(asked)].includes(upper(textIn(runOf(row, database), 'platform')));
}

function tubeTest(asked: string | undefined, database: Database): Test | undefined {
  if (asked === undefined || asked === '') return undefined;
  return (row) =>
    database
      .many(PLAN, row, 'sampleSets')
      .some((set) => upper(textIn(set, 'combinedLibraryTubeLabel')).includes(upper(asked)));
}

/** Ready for a sequencer. */
export function isAvailable(row: Row): boolean {
  return ['', 'planned'].includes(textIn(row, 'planStatus')) && !row['isReusable'] && !row['planExecuted'];
}

export function isAvailableOnOneTouch(row: Row, database: Database): boolean {
  return isAvailable(row) && kitTypeOf(row, database) === 'TemplatingKit';
}

/** Waiting for an Ion Chef. */
export function isAvailableOnChef(row: Row, database: Database): boolean {
  return (
    row['planStatus'] === 'pending' &&
    !row['isReusable'] &&
    !row['planExecuted'] &&
    kitTypeOf(row, database) === 'IonChefPrepKit'
  );
}

export function isTemplate(row: Row): boolean {
  return row['isReusable'] === true;
}

export function isChefTemplate(row: Row, database: Database): boolean {
  return isTemplate(row) && kitTypeOf(row, database) === 'IonChefPrepKit';
}

export function isOneTouchTemplate(row: Row, database: Database): boolean {
  return isTemplate(row) && kitTypeOf(row, database) === 'TemplatingKit';
}

/** Type of the plan's templating kit, empty when it is unknown. */
export function kitTypeOf(row: Row, database: Database): string {
  const kits = database.table('kitinfo').find('name', row['templatingKitName']);
  const types = kits.map((kit) => textIn(kit, 'kitType'));
  return types.find((type) => type === 'TemplatingKit' || type === 'IonChefPrepKit') ?? '';
}
