import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import { storeDate } from '../values/dates.js';
import type { Narrowing, Reading, ResourceDeclaration } from './declaration.js';
import { computed, embedMany, embedOne, textIn } from './fields.js';
import { findChip } from './chips.js';
import { isListedRun } from './composite-filters.js';
import { printStatus } from './report-status.js';
import { displayName } from './runs.js';

const DAY = 24 * 60 * 60 * 1000;
const TRANSFERRED: ReadonlySet<string> = new Set([
  'Complete',
  'Completed',
  'Missing File(s)',
  'User Aborted',
  'Lost Chip Connection',
]);
const RUN =
  'chipType date displayName expName flows ftpStatus id notes pgmName plan platform resource_uri resultDate ' +
  'runMode star storage_options';

/** Reports of the last days, as the Monitor page shows them. docs/rundb.md, "Other resources" */
export const MONITOR_RESOURCES: readonly ResourceDeclaration[] = [
  {
    name: 'monitorresult',
    model: 'results',
    base: (row, database) => {
      const run = database.one('results', row, 'experiment');
      return run !== undefined && isListedRun(run);
    },
    order: ['-timeStamp'],
    fields: {
      analysismetrics: embedOne('results', 'analysismetrics_set', 'compositeanalysismetrics'),
      eas: embedOne('results', 'eas', 'compositeexperimentanalysissettings'),
      experiment: { attribute: 'experiment', resource: 'monitorexperiment', read: embedRun },
      i18nstatus: computed((row) => printStatus(textIn(row, 'status'))),
      libmetrics: embedOne('results', 'libmetrics_set', 'compositelibmetrics'),
      projects: embedMany('results', 'projects', 'compositeprojects'),
      qualitymetrics: embedOne('results', 'qualitymetrics_set', 'compositequalitymetrics'),
    },
    complete: completeMonitored,
    narrow: (_parameters, database, now) => narrowToRecent(database, now()),
  },
  {
    name: 'monitorexperiment',
    model: 'experiment',
    unregistered: { fields: RUN, filterable: true },
    fields: {
      displayName: computed(displayName, 'displayName'),
      plan: { attribute: 'plan', resource: 'compositeplannedexperiment', read: printPlan },
    },
    complete: completeRun,
  },
];

/** Reports of two days, and those of runs of a week whose transfer has not ended. */
function narrowToRecent(database: Database, now: Date): Narrowing {
  const twoDaysAgo = storeDate(new Date(now.getTime() - 2 * DAY));
  const weekAgo = storeDate(new Date(now.getTime() - 7 * DAY));
  const isTransferring = (run: Row | undefined): boolean =>
    textIn(run, 'date') >= weekAgo && !TRANSFERRED.has(textIn(run, 'ftpStatus'));
  return {
    where: [
      (row) =>
        textIn(row, 'timeStamp') >= twoDaysAgo || isTransferring(database.one('results', row, 'experiment')),
    ],
  };
}

function printPlan(row: Row, { database }: Reading): object | null {
  const plan = database.one('experiment', row, 'plan');
  return plan === undefined ? null : { id: plan['id'], resource_uri: '', runType: plan['runType'] };
}

function embedRun(row: Row, { database, embed }: Reading): unknown {
  const run = database.one('results', row, 'experiment');
  return run === undefined ? null : embed('monitorexperiment', run);
}

function completeMonitored(object: Record<string, unknown>, row: Row, { database }: Reading): void {
  const settings = database.one('results', row, 'eas');
  object['barcodeId'] = settings?.['barcodeKitName'] ?? null;
  object['library'] = settings?.['reference'] ?? null;
}

function completeRun(object: Record<string, unknown>, run: Row, { database }: Reading): void {
  const chip = findChip(textIn(run, 'chipType'), database);
  object['chipDescription'] = textIn(chip, 'description') || textIn(run, 'chipType');
  object['chipInstrumentType'] = textIn(chip, 'instrumentType');
  object['qcThresholds'] = thresholds(database.one('experiment', run, 'plan'), database);
}

/** Name of each quality check of the plan to its threshold. */
function thresholds(plan: Row | undefined, database: Database): object {
  const checks = plan === undefined ? [] : database.many('plannedexperiment', plan, 'plannedexperimentqc');
  return Object.fromEntries(
    checks.map((check) => [
      textIn(database.one('plannedexperimentqc', check, 'qcType'), 'qcName'),
      check['threshold'],
    ]),
  );
}
