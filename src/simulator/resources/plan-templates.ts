import type { Parameters, Row } from '../api.js';
import type { Database } from '../database/database.js';
import { lastValue } from '../query/page.js';
import { upper } from '../values/compare.js';
import { displayCategories } from './applications.js';
import { findChip } from './chips.js';
import type { Narrowing, Reading, ResourceDeclaration } from './declaration.js';
import { asObject, computed, objectIn, textIn, through, toOne, toOneBack } from './fields.js';
import { isChefTemplate, isOneTouchTemplate, isTemplate, kitTypeOf } from './plan-filters.js';
import { runOf } from './plan-run-fields.js';

const MODEL = 'plannedexperiment';
const COLUMNS = { model: MODEL, schema: 'plantemplatesummary', distinct: true } as const;

/** Templates of plans. docs/rundb.md, "plannedexperiment" */
export const PLAN_TEMPLATE_RESOURCES: readonly ResourceDeclaration[] = [
  { ...COLUMNS, name: 'plantemplatesummary', base: isTemplate },
  {
    ...COLUMNS,
    name: 'ionchefplantemplatesummary',
    base: isChefTemplate,
    refusesFilters: true,
  },
  {
    ...COLUMNS,
    name: 'onetouchplantemplatesummary',
    base: isOneTouchTemplate,
    refusesFilters: true,
  },
  {
    name: 'plantemplatebasicinfo',
    model: MODEL,
    base: (row) => isTemplate(row) && !row['isSystemDefault'] && row['planStatus'] !== 'inactive',
    distinct: true,
    fields: {
      applicationCategoryDisplayedName: computed((row, { database }) =>
        displayCategories(textIn(row, 'categories'), database),
      ),
      applicationGroup: toOne('applicationGroup', 'applicationgroup'),
      // The names of the next ones are none that the database knows: filters and orders crash.
      applicationGroupDisplayedName: computed(groupName, 'applicationGroupDisplayedName'),
      irAccountName: computed(reporterAccount, 'irAccountName'),
      sampleGroupName: computed(groupingName, 'sampleGroupName'),
      sequencingInstrumentType: computed(instrumentType, 'sequencingInstrumentType'),
      templatePrepInstrumentType: computed(preparationType, 'templatePrepInstrumentType'),
      barcodeKitName: through(MODEL, 'latestEAS', 'barcodeKitName'),
      eas: toOne('latestEAS', 'experimentanalysissettings'),
      experiment: toOneBack(MODEL, 'experiment', 'experiment'),
      hotSpotRegionBedFile: through(MODEL, 'latestEAS', 'hotSpotRegionBedFile'),
      notes: computed((row, { database }) => textIn(runOf(row, database), 'notes'), 'experiment__notes'),
      projects: { attribute: 'projects', resource: 'project', read: projectNames },
      reference: through(MODEL, 'latestEAS', 'reference'),
      targetRegionBedFile: through(MODEL, 'latestEAS', 'targetRegionBedFile'),
    },
    narrow: narrowTemplates,
  },
];

function groupName(row: Row, { database }: Reading): string {
  return textIn(database.one(MODEL, row, 'applicationGroup'), 'description');
}

function groupingName(row: Row, { database }: Reading): string {
  return textIn(database.one(MODEL, row, 'sampleGrouping'), 'displayedName');
}

function projectNames(row: Row, { database }: Reading): string {
  return database
    .manyAsLinked(MODEL, row, 'projects')
    .map((project) => textIn(project, 'name'))
    .join(',');
}

function reporterAccount(row: Row, { database }: Reading): string {
  return accountOf(row, database);
}

function accountOf(row: Row, database: Database): string {
  const plugins = objectIn(database.one(MODEL, row, 'latestEAS'), 'selectedPlugins');
  const input = asObject(asObject(plugins['IonReporterUploader'])['userInput']);
  return textIn(input, 'accountName');
}

function instrumentType(row: Row, { database }: Reading): string {
  return instrumentOf(row, database);
}

/** That of the chip, or else the platform of the run. */
function instrumentOf(row: Row, database: Database): string {
  const run = runOf(row, database);
  const chip = findChip(textIn(run, 'chipType'), database);
  return (textIn(chip, 'instrumentType') || textIn(run, 'platform')).toLowerCase();
}

function preparationType(row: Row, { database }: Reading): string {
  return preparationOf(row, database);
}

function preparationOf(row: Row, database: Database): string {
  const kitType = kitTypeOf(row, database);
  if (kitType === 'IonChefPrepKit') return 'IonChef';
  if (kitType === '') return '';
  const kit = database.table('kitinfo').find('name', row['templatingKitName'])[0];
  return textIn(kit, 'samplePrep_instrumentType') === 'IA' ? 'Isothermal Amplification' : 'OneTouch';
}

const PREPARATIONS: Readonly<Record<string, string>> = {
  OT: 'OneTouch',
  IC: 'IonChef',
  IA: 'Isothermal Amplification',
};

/** The extra parameters `platform`, `sampleprep`, `user` and `iraccount`. */
function narrowTemplates(parameters: Parameters, database: Database): Narrowing {
  const platform = lastValue(parameters, 'platform')?.toLowerCase();
  const preparation = PREPARATIONS[lastValue(parameters, 'sampleprep') ?? ''];
  const user = lastValue(parameters, 'user');
  const account = lastValue(parameters, 'iraccount');
  const where: ((row: Row) => boolean)[] = [];
  if (platform !== undefined) where.push((row) => ['', platform].includes(instrumentOf(row, database)));
  if (preparation !== undefined) where.push((row) => preparationOf(row, database) === preparation);
  if (user !== undefined) where.push((row) => (row['isSystem'] ? '_system' : row['username']) === user);
  if (account !== undefined) {
    where.push((row) => upper(accountOf(row, database)).includes(upper(account)));
  }
  return { where };
}
