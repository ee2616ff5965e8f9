import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import { lastValue } from '../query/page.js';
import type { Narrowing, Reader, Reading, ResourceDeclaration } from './declaration.js';
import { computed, embedOne, objectIn, textIn, toMany, toOne } from './fields.js';
import { pluginResultUris, pluginStates, pluginStores } from './report-plugins.js';
import { printStatus } from './report-status.js';
import { answerResultsPath } from './results-paths.js';

const THUMBNAIL = 'isThumbnail';

/** Reports. docs/rundb.md, "results" */
export const RESULTS_RESOURCES: readonly ResourceDeclaration[] = [
  {
    name: 'results',
    model: 'results',
    fields: {
      analysismetrics: toMany('results', 'analysismetrics_set', 'analysismetrics'),
      bamLink: computed(bamLink),
      eas: toOne('eas', 'experimentanalysissettings'),
      experiment: toOne('experiment', 'experiment'),
      filesystempath: computed(reportFolder),
      i18nstatus: computed((row) => printStatus(textIn(row, 'status'))),
      libmetrics: toMany('results', 'libmetrics_set', 'libmetrics'),
      planShortID: computed(planShortId),
      pluginState: computed(whenWanted(pluginStates)),
      pluginStore: computed(whenWanted(pluginStores)),
      pluginresults: {
        ...toMany('results', 'pluginresult_set', 'pluginresult'),
        read: (row, { database }) => pluginResultUris(row, database),
      },
      projects: toMany('results', 'projects', 'project'),
      qualitymetrics: toMany('results', 'qualitymetrics_set', 'qualitymetrics'),
      reportstorage: embedOne('results', 'reportstorage', 'reportstorage', 'crash'),
      tfmetrics: toMany('results', 'tfmetrics_set', 'tfmetrics'),
    },
    complete: leavePluginsOut,
    manner: (reading) => String(wantsPlugins(reading)),
    narrow: (parameters) => narrowThumbnails(lastValue(parameters, THUMBNAIL)),
    sub: answerResultsPath,
  },
  {
    name: 'reportstorage',
    model: 'reportstorage',
    unregistered: { fields: 'default dirPath id name resource_uri webServerPath', filterable: false },
  },
  {
    name: 'projectresults',
    model: 'results',
    fields: { projects: toMany('results', 'projects', 'project') },
    narrow: (parameters) => narrowThumbnails(lastValue(parameters, THUMBNAIL)),
  },
  {
    name: 'project',
    model: 'project',
    fields: {
      creator: toOne('creator', 'user'),
      resultsCount: computed((row, { database }) => database.many('project', row, 'results').length),
    },
  },
];

/** `isThumbnail=yes|no`: with or without the reports whose metadata marks them as thumbnails. */
function narrowThumbnails(asked: string | undefined): Narrowing {
  if (asked !== 'yes' && asked !== 'no') return {};
  return { where: [(row) => isThumbnail(row) === (asked === 'yes')] };
}

export function isThumbnail(report: Row): boolean {
  return objectIn(report, 'metaData')['thumb'] === 1;
}

/** The report's folder name ends with its number, of three digits at least. */
function folderName(row: Row): string {
  return `${textIn(row, 'resultsName')}_${String(row['id']).padStart(3, '0')}`;
}

function storageOf(row: Row, database: Database): Row | undefined {
  return database.one('results', row, 'reportstorage');
}

/** Made of the report's name and number, so it may differ from `reportLink`. */
function bamLink(row: Row, { database }: Reading): unknown {
  const storage = storageOf(row, database);
  if (storage === undefined) return 'False';
  const experiment = database.one('results', row, 'experiment');
  const web = `${textIn(storage, 'webServerPath')}/${textIn(storage, 'name')}/${folderName(row)}`;
  return `${web}/download_links/${textIn(experiment, 'expName')}_${textIn(row, 'resultsName')}.bam`;
}

function reportFolder(row: Row, { database }: Reading): string {
  return folderOfReport(row, database);
}

/** The report's folder on the server, without a slash at the end. */
export function folderOfReport(row: Row, database: Database): string {
  const storage = storageOf(row, database);
  const folder =
    textIn(row, 'reportLink')
      .split('/')
      .findLast((name) => name !== '') ?? '';
  return `${textIn(storage, 'dirPath')}/${textIn(storage, 'name')}/${folder}`;
}

function planShortId(row: Row, { database }: Reading): string {
  const log = objectIn(database.one('results', row, 'experiment'), 'log');
  return textIn(log, 'planned_run_short_id') || textIn(log, 'pending_run_short_id');
}

/** Lists have the plugins' states and stores only when asked with `plugin=true`, details unless asked with `noplugin`. */
function wantsPlugins({ view, parameters }: Reading): boolean {
  return view === 'list'
    ? lastValue(parameters, 'plugin') !== undefined
    : lastValue(parameters, 'noplugin') === undefined;
}

/** A store that crashes rundb harms only answers that hold the stores. */
function whenWanted(read: (row: Row, database: Database) => object): Reader {
  return (row, reading) => (wantsPlugins(reading) ? read(row, reading.database) : undefined);
}

function leavePluginsOut(object: Record<string, unknown>, _row: Row, reading: Reading): void {
  if (wantsPlugins(reading)) return;
  delete object['pluginState'];
  delete object['pluginStore'];
}
