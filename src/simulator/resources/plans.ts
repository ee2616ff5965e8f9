import type { ResourceDeclaration } from './declaration.js';
import { computed, embedMany, embedOne, textIn, toMany, toOne, toOneBack } from './fields.js';
import {
  isAvailable,
  isAvailableOnChef,
  isAvailableOnOneTouch,
  isChefTemplate,
  isOneTouchTemplate,
  narrowPlans,
} from './plan-filters.js';
import { completePlan, PLAN_RUN_FIELDS } from './plan-run-fields.js';
import { writePlanRows } from '../planning/plan-rows-writer.js';
import { writePlans } from '../planning/plan-writer.js';
import { listExamples } from '../planning/template-examples.js';
import { printChefPlan } from './chef-plans.js';

const MODEL = 'plannedexperiment';

/** Fields of a plan that are kept with the plan itself. */
const PLAN_FIELDS: NonNullable<ResourceDeclaration['fields']> = {
  applicationGroup: toOne('applicationGroup', 'applicationgroup'),
  childPlans: computed(() => []),
  experiment: toOneBack(MODEL, 'experiment', 'experiment'),
  parentPlan: computed(() => null, 'parentPlan'),
  project: computed((row, { database }) => textIn(database.manyAsLinked(MODEL, row, 'projects')[0], 'name')),
  projects: {
    attribute: 'projects',
    resource: 'project',
    read: (row, { database }) =>
      database.manyAsLinked(MODEL, row, 'projects').map((project) => textIn(project, 'name')),
  },
  // Its name is none that the database knows, so filters and orders crash.
  qcValues: {
    ...embedMany(MODEL, 'plannedexperimentqc', 'plannedexperimentqc'),
    attribute: 'plannedexperimentqc_set',
  },
  sampleGrouping: toOne('sampleGrouping', 'samplegrouptype_cv'),
  sampleSets: toMany(MODEL, 'sampleSets', 'sampleset'),
};

const WHOLE_PLAN = {
  model: MODEL,
  schema: MODEL,
  distinct: true,
  fields: { ...PLAN_FIELDS, ...PLAN_RUN_FIELDS },
  complete: completePlan,
  narrow: narrowPlans,
  writer: writePlans,
} as const satisfies Partial<ResourceDeclaration>;

const PLAN_COLUMNS = {
  model: MODEL,
  schema: 'plantemplatesummary',
  distinct: true,
  narrow: narrowPlans,
} as const satisfies Partial<ResourceDeclaration>;

/** Plans, whole and by their own columns alone. docs/rundb.md, "plannedexperiment" */
export const PLAN_RESOURCES: readonly ResourceDeclaration[] = [
  { ...WHOLE_PLAN, name: 'plannedexperiment', pages: { create: listExamples } },
  { ...WHOLE_PLAN, name: 'availableplannedexperimentsummary', base: isAvailable },
  {
    ...WHOLE_PLAN,
    name: 'availableonetouchplannedexperiment',
    base: isAvailableOnOneTouch,
    refusesFilters: true,
  },
  { ...WHOLE_PLAN, name: 'ionchefplantemplate', base: isChefTemplate, refusesFilters: true },
  { ...WHOLE_PLAN, name: 'onetouchplantemplate', base: isOneTouchTemplate, refusesFilters: true },
  { ...PLAN_COLUMNS, name: 'availableonetouchplannedexperimentsummary', base: isAvailableOnOneTouch },
  {
    ...PLAN_COLUMNS,
    name: 'availableionchefplannedexperiment',
    base: isAvailableOnChef,
    complete: (object, row, reading) => printChefPlan(object, row, reading, 'whole'),
  },
  {
    ...PLAN_COLUMNS,
    name: 'availableionchefplannedexperimentsummary',
    base: isAvailableOnChef,
    complete: (object, row, reading) => printChefPlan(object, row, reading, 'summary'),
  },
  {
    name: 'plannedexperimentdb',
    model: MODEL,
    distinct: true,
    fields: PLAN_FIELDS,
    narrow: narrowPlans,
    writer: writePlanRows,
  },
  {
    name: 'plannedexperimentqc',
    model: 'plannedexperimentqc',
    fields: {
      plannedExperiment: toOne('plannedExperiment', MODEL),
      qcType: embedOne('plannedexperimentqc', 'qcType', 'qctype'),
    },
  },
  { name: 'qctype', model: 'qctype' },
];
