import type { Row } from '../api.js';
import { textIn } from '../resources/fields.js';
import { choose, happens } from './chance.js';
import { type Life, likeRow, stampOf } from './life.js';

/** Nobody plans more runs ahead than this. */
const ENOUGH = 24;
const CHANCE = 0.2;
/** How many runs are looked at to find one that can be planned again. */
const TRIES = 20;

/** What a run has that its plan has not. */
const NOT_YET_RUN: Row = {
  chipBarcode: '',
  cycles: 0,
  diskusage: null,
  displayName: '',
  expDir: '',
  flowsInOrder: '',
  ftpStatus: '',
  log: {},
  metaData: {},
  notes: '',
  pgmName: '',
  pinnedRepResult: false,
  platform: '',
  repResult: null,
  star: false,
  status: 'planned',
  storageHost: '',
  user_ack: 'U',
};

/** Now and then somebody plans a run like one that the lab has done. */
export function planAhead(life: Life): void {
  const available = life.database.table('plannedexperiment').find('planStatus', 'planned').filter(isWaiting);
  if (available.length >= ENOUGH || !happens(life.random, CHANCE)) return;
  const model = chooseModel(life);
  if (model !== undefined) planLike(life, model);
}

/** Plans that a sequencer may take: neither templates nor taken already. */
export function isWaiting(plan: Row): boolean {
  return plan['planStatus'] === 'planned' && plan['planExecuted'] !== true && plan['isReusable'] !== true;
}

interface Done {
  readonly run: Row;
  readonly plan: Row;
  readonly settings: Row;
}

function chooseModel(life: Life): Done | undefined {
  const { database, random } = life;
  for (let tries = 0; tries < TRIES; tries++) {
    const run = choose(random, database.table('experiment').find('status', 'run'));
    const plan = run && database.one('experiment', run, 'plan');
    const settings = plan && database.one('plannedexperiment', plan, 'latestEAS');
    if (run && plan && settings && textIn(plan, 'planName') !== '') return { run, plan, settings };
  }
  return undefined;
}

function planLike(life: Life, done: Done): void {
  const { database, store } = life;
  const plan = insertPlan(life, done.plan);
  const run = insertRun(life, done.run, plan);
  const settings = store.insert('experimentanalysissettings', {
    ...likeRow(done.settings),
    experiment: run['id'],
    date: stampOf(life),
    isEditable: true,
    status: 'planned',
  });
  store.update('plannedexperiment', plan, { latestEAS: settings['id'] });
  store.link('experiment', run, 'samples', database.manyAsLinked('experiment', done.run, 'samples'));
  store.link('plannedexperiment', plan, 'projects', projectsOf(life, done.plan));
  life.tell(`plan ${String(plan['id'])} made: ${textIn(plan, 'planName')}`);
}

function projectsOf({ database }: Life, plan: Row): readonly Row[] {
  return database.manyAsLinked('plannedexperiment', plan, 'projects');
}

/** The lab numbers its runs: the name ends with the next number. */
function nextName({ database }: Life, plan: Row): string {
  const number = database.table('plannedexperiment').rows.length;
  return `${textIn(plan, 'planName').replace(/_\d+$/, '')}_${String(number).padStart(3, '0')}`;
}

function insertPlan(life: Life, model: Row): Row {
  const name = nextName(life, model);
  return life.store.insert('plannedexperiment', {
    ...likeRow(model),
    date: stampOf(life),
    expName: '',
    latestEAS: null,
    metaData: {},
    parentPlan: null,
    planDisplayedName: name,
    planExecuted: false,
    planExecutedDate: null,
    planGUID: life.random.uuid(),
    planName: name,
    planShortID: life.random.code(5),
    planStatus: 'planned',
  });
}

/** A plan has its experiment from the start, named by the plan's GUID. docs/rundb.md, "experiment" */
function insertRun(life: Life, model: Row, plan: Row): Row {
  return life.store.insert('experiment', {
    ...likeRow(model),
    ...NOT_YET_RUN,
    date: stampOf(life),
    expName: plan['planGUID'],
    plan: plan['id'],
    resultDate: stampOf(life),
    unique: plan['planGUID'],
  });
}
