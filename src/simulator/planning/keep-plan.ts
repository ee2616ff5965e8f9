import type { Caller, Row } from '../api.js';
import { storeDate } from '../values/dates.js';
import type { Writing } from '../writing/writing.js';
import { planColumns } from './plan-columns.js';
import { statusOf } from './plan-identity.js';
import type { PlanData } from './plan-question.js';
import { relationColumns } from './plan-relations.js';
import { keepProjects } from './planned-projects.js';
import { keepThresholds } from './planned-qc.js';
import { keepSamples } from './planned-samples.js';
import { keepSampleSets } from './planned-sets.js';
import { newRunColumns, runColumns } from './run-columns.js';
import { argsColumns, newSettingsColumns, settingsColumns } from './settings-columns.js';

const MODEL = 'plannedexperiment';
const SETTINGS = 'experimentanalysissettings';

/** Brings a stored plan up to date with what was sent: its own columns first, then what hangs on it. */
export function changePlan(writing: Writing, plan: Row, data: PlanData, caller: Caller): void {
  const { store } = writing.around;
  store.atomically(() => {
    const status = statusOf(data);
    store.update(MODEL, plan, {
      ...relationColumns(writing, data),
      ...planColumns(data, store.database),
      ...(status !== undefined && { planStatus: status }),
    });
    keepParts(writing, plan, data);
  });
  linkPlan(writing, plan, data, caller);
}

/** Keeps a plan's run, settings, samples and thresholds. */
export function keepParts(writing: Writing, plan: Row, data: PlanData): void {
  const run = keepRun(writing, plan, data);
  keepSettings(writing, plan, run, data);
  keepSamples(writing, run, data);
  keepThresholds(writing.around.store, plan, data);
}

/** Links to projects and sample sets are made afterwards: a failure there leaves the plan as it is. */
export function linkPlan({ around }: Writing, plan: Row, data: PlanData, caller: Caller): void {
  keepProjects(around.store, plan, data, caller);
  keepSampleSets(around.store, plan, data);
}

function keepRun({ around }: Writing, plan: Row, data: PlanData): Row {
  const { store, now } = around;
  const known = store.database.one(MODEL, plan, 'experiment');
  const columns = { ...runColumns(data, store.database), status: plan['planStatus'] };
  if (known !== undefined) {
    store.update('experiment', known, columns);
    return known;
  }
  const moment = storeDate(now());
  return store.insert('experiment', { ...newRunColumns(plan), date: moment, resultDate: moment, ...columns });
}

function keepSettings({ around }: Writing, plan: Row, run: Row, data: PlanData): void {
  const { store, now } = around;
  const { database } = store;
  const known = database.one(MODEL, plan, 'latestEAS');
  const columns: Row = {
    ...(known === undefined && newSettingsColumns(database)),
    ...settingsColumns(data),
    status: plan['planStatus'],
  };
  const args = argsColumns(database, data, plan, run, { ...known, ...columns });
  const moment = { date: storeDate(now()) };
  if (known !== undefined) store.update(SETTINGS, known, { ...columns, ...args, ...moment });
  else {
    const made = store.insert(SETTINGS, { experiment: run['id'], ...columns, ...args, ...moment });
    store.update(MODEL, plan, { latestEAS: made['id'] });
  }
}
