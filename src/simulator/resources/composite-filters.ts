import type { Parameters, Row } from '../api.js';
import type { Database } from '../database/database.js';
import { findPath } from '../query/paths.js';
import { readLookup } from '../query/lookups.js';
import { lastValue } from '../query/page.js';
import type { Condition } from '../query/selection.js';
import { upper } from '../values/compare.js';
import { crash } from '../values/refusals.js';
import type { Narrowing } from './declaration.js';
import { textIn } from './fields.js';
import { isReportState, stateOf } from './report-status.js';

const MODEL = 'experiment';
const CARTRIDGES = ['chefReagentsSerialNum', 'chefSolutionsSerialNum'] as const;

type Test = (row: Row) => boolean;

/** The runs that lists hold: not only planned, and with a folder of raw data. */
export function isListedRun(row: Row): boolean {
  return row['expName'] !== 'NONE_ReportOnly_NONE' && row['status'] !== 'planned' && row['expDir'] !== '';
}

/** The extra parameters of compositeexperiment. docs/rundb.md, "compositeexperiment" */
export function narrowRuns(parameters: Parameters, database: Database): Narrowing {
  const both = CARTRIDGES.map((name) => lastValue(parameters, name) ?? '');
  const tests = [
    cartridgeTest(both),
    stateTest(lastValue(parameters, 'result_status'), database),
    textTest(lastValue(parameters, 'all_text'), database),
    dateTest(lastValue(parameters, 'all_date'), database),
    preparationTest(lastValue(parameters, 'sample_prep'), database),
  ];
  return {
    where: tests.filter((test) => test !== undefined),
    groups: [
      namedIn(parameters, 'samples__name__in', ['samples', 'name'], database),
      namedIn(
        parameters,
        'plugins__name__in',
        ['results_set', 'pluginresult_set', 'plugin', 'name'],
        database,
      ),
    ],
    consumed: CARTRIDGES,
    ...(both.every((serial) => serial !== '') ? { listsAll: true } : {}),
  };
}

/** Either cartridge; nothing unless both are named. */
function cartridgeTest([reagents = '', solutions = '']: readonly string[]): Test | undefined {
  if (reagents === '' || solutions === '') return undefined;
  return (row) => row['chefReagentsSerialNum'] === reagents || row['chefSolutionsSerialNum'] === solutions;
}

function stateTest(state: string | undefined, database: Database): Test | undefined {
  if (state === undefined || !isReportState(state)) return undefined;
  return (row) => reportsOf(row, database).some((report) => stateOf(textIn(report, 'status')) === state);
}

function reportsOf(row: Row, database: Database): readonly Row[] {
  return database.many(MODEL, row, 'results_set');
}

/** Any of the tokens between " OR ": parts of names and notes, or a whole label, short id or chip barcode. */
function textTest(asked: string | undefined, database: Database): Test | undefined {
  if (asked === undefined || asked === '') return undefined;
  const tokens = asked.split(' OR ').map((token) => token.trim());
  return (row) => tokens.some((token) => holdsText(row, token, database));
}

function holdsText(row: Row, token: string, database: Database): boolean {
  const reports = reportsOf(row, database).map((report) => textIn(report, 'resultsName'));
  const parts = [textIn(row, 'expName'), textIn(row, 'notes'), ...reports];
  if (parts.some((text) => upper(text).includes(upper(token)))) return true;
  const plan = database.one(MODEL, row, 'plan');
  return [plan?.['sampleTubeLabel'], plan?.['planShortID'], row['chipBarcode']].includes(token);
}

/** `MM/DD/YYYY HH:MM,MM/DD/YYYY HH:MM`; unreadable days are ignored, any other number of days crashes rundb. */
function dateTest(asked: string | undefined, database: Database): Test | undefined {
  if (asked === undefined || asked === '') return undefined;
  const days = asked.split(',').map(readDay);
  const [from, to] = days;
  if (days.includes(undefined) || from === undefined) return undefined;
  if (to === undefined || days.length > 2) throw crash();
  const isInside = (moment: string): boolean => moment >= from && moment <= to;
  return (row) =>
    isInside(textIn(row, 'date')) ||
    reportsOf(row, database).some((report) => isInside(textIn(report, 'timeStamp')));
}

function readDay(text: string): string | undefined {
  const [, month = '', day = '', year, hour, minute] =
    /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{2}):(\d{2})$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${hour ?? '00'}:${minute ?? '00'}:00`;
}

/** Runs whose templating kit is for this way of sample preparation. */
function preparationTest(asked: string | undefined, database: Database): Test | undefined {
  if (asked === undefined || asked === '') return undefined;
  const kits = database
    .table('kitinfo')
    .rows.filter((kit) => textIn(kit, 'samplePrep_instrumentType').split('_').includes(asked));
  const names = new Set(kits.map((kit) => kit['name']));
  return (row) => names.has(database.one(MODEL, row, 'plan')?.['templatingKitName']);
}

/** Names joined by commas, of rows that a path of relations leads to. */
function namedIn(
  parameters: Parameters,
  parameter: string,
  path: readonly string[],
  database: Database,
): readonly Condition[] {
  const asked = lastValue(parameters, parameter);
  if (asked === undefined || asked === '') return [];
  const found = findPath(database.models, MODEL, path);
  return [{ path: found, lookup: readLookup('in', [asked], found) }];
}
