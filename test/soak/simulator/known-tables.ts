import type { Row } from '../../../src/simulator/api.js';

/** What is known of a resource without asking it: enough to tell what its plain lists hold. */
export interface KnownTable {
  readonly table: string;
  /** The rows that its lists hold; all unless told otherwise. */
  readonly holds?: (row: Row) => boolean;
  /** Fields that are foreign keys, to the resource that they point at. */
  readonly one?: Readonly<Record<string, string>>;
  /** Fields that lead to several rows: the table of links and the resource at its other end. */
  readonly many?: Readonly<Record<string, { readonly links: string; readonly resource: string }>>;
  /** Each row is listed once, however many links lead to it. */
  readonly isDistinct?: true;
  /** The column that rows are listed by when nothing is asked, falling; the number unless told otherwise. */
  readonly newestBy?: string;
}

const REPORT = { experiment: 'experiment', eas: 'experimentanalysissettings' };
const OF_REPORT = { report: 'results' };
const OF_PLAN = { applicationGroup: 'applicationgroup', sampleGrouping: 'samplegrouptype_cv' };

function same(names: string): Record<string, KnownTable> {
  return Object.fromEntries(names.split(' ').map((name) => [name, { table: name }]));
}

function isRun(row: Row): boolean {
  return row['status'] !== 'planned' && row['expDir'] !== '' && row['expName'] !== 'NONE_ReportOnly_NONE';
}

/** Resources whose lists are those of one table. */
export const KNOWN_TABLES: Readonly<Record<string, KnownTable>> = {
  ...same(
    'analysisargs applicationgroup applproduct chip common_cv contentupload dnabarcode floworder kitinfo ' +
      'librarykey location runtype sampleannotation_cv samplegrouptype_cv template threeprimeadapter user',
  ),
  PluginResultJob: { table: 'pluginresultjob' },
  analysismetrics: { table: 'analysismetrics', one: OF_REPORT },
  compositeexperiment: {
    table: 'experiment',
    holds: isRun,
    one: { repResult: 'compositeresult' },
    isDistinct: true,
    newestBy: 'resultDate',
  },
  compositeresult: { table: 'results' },
  content: { table: 'content', one: { contentupload: 'contentupload' }, isDistinct: true },
  experiment: {
    table: 'experiment',
    one: { plan: 'plannedexperiment' },
    many: { samples: { links: 'experiment_samples', resource: 'sample' } },
  },
  experimentanalysissettings: { table: 'experimentanalysissettings', one: { experiment: 'experiment' } },
  libmetrics: { table: 'libmetrics', one: OF_REPORT },
  plannedexperiment: { table: 'plannedexperiment', one: OF_PLAN, isDistinct: true },
  plannedexperimentdb: { table: 'plannedexperiment', one: OF_PLAN, isDistinct: true },
  plugin: { table: 'plugin', holds: (row) => row['active'] === true },
  pluginresult: { table: 'pluginresult', one: { result: 'results', plugin: 'plugin', owner: 'user' } },
  project: { table: 'project', one: { creator: 'user' } },
  projectresults: {
    table: 'results',
    many: { projects: { links: 'results_projects', resource: 'project' } },
  },
  qualitymetrics: { table: 'qualitymetrics', one: OF_REPORT },
  results: {
    table: 'results',
    one: REPORT,
    many: { projects: { links: 'results_projects', resource: 'project' } },
  },
  sample: { table: 'sample' },
  tfmetrics: { table: 'tfmetrics', one: OF_REPORT },
};
