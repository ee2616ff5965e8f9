import type { Row } from '../api.js';
import { textIn } from '../resources/fields.js';
import { between, happens } from './chance.js';
import { type Life, stampOf } from './life.js';
import { isWaiting } from './plan-ahead.js';
import { nameRun } from './run-names.js';
import { isTransferring } from './transfer.js';

/** Chance that a sequencer that is free is loaded within one step. */
const CHANCE = 0.1;
const FLOWS_OF_A_CYCLE = 32;

/** Sequencers that are free take the oldest plans that fit them. */
export function startRuns(life: Life): void {
  const busy = new Set(life.runs.filter(isTransferring).map((run) => textIn(run, 'pgmName')));
  const free = life.database.table('rig').rows.filter((rig) => !busy.has(textIn(rig, 'name')));
  for (const rig of free.filter((rig) => textIn(rig, 'type') !== '')) {
    if (!happens(life.random, CHANCE)) continue;
    const plan = findPlan(life, textIn(rig, 'type'));
    const run = plan && life.database.one('plannedexperiment', plan, 'experiment');
    if (plan && run) claim(life, rig, plan, run);
  }
}

function findPlan(life: Life, type: string): Row | undefined {
  const { database } = life;
  const waiting = database.table('plannedexperiment').find('planStatus', 'planned').filter(isWaiting);
  const fitting = waiting.filter((plan) => {
    const run = database.one('plannedexperiment', plan, 'experiment');
    const kind = run === undefined ? '' : instrumentOf(life, run);
    return kind !== '' && type.toUpperCase().startsWith(kind);
  });
  return fitting.reduce<Row | undefined>(
    (oldest, plan) => (isOlder(plan, oldest) ? plan : oldest),
    undefined,
  );
}

function isOlder(plan: Row, other: Row | undefined): boolean {
  return other === undefined || Number(plan['id']) < Number(other['id']);
}

/** The kind of sequencer that a run's chip is for, in capitals: the run's platform. */
function instrumentOf({ database }: Life, run: Row): string {
  const chip = database.table('chip').find('name', run['chipType'])[0];
  return textIn(chip, 'instrumentType').toUpperCase();
}

function claim(life: Life, rig: Row, plan: Row, run: Row): void {
  const { database, store } = life;
  const sequencer = textIn(rig, 'name');
  const number = database.table('experiment').find('status', 'run').length + 1;
  const names = nameRun(sequencer, number, textIn(plan, 'planName'), life.now());
  const log = writeLog(life, rig, plan, { ...run, ...names });
  const executed = { status: 'run' };
  store.update('plannedexperiment', plan, {
    planExecuted: true,
    planExecutedDate: stampOf(life),
    planStatus: 'run',
  });
  store.update('experiment', run, {
    ...names,
    ...loaded(life, rig, run),
    ...executed,
    log,
    unique: names.expDir,
  });
  for (const settings of database.many('experiment', run, 'eas_set')) {
    store.update('experimentanalysissettings', settings, executed);
  }
  for (const sample of database.many('experiment', run, 'samples')) store.update('sample', sample, executed);
  store.update('rig', rig, { state: 'Running', display_state: 'Running', last_experiment: names.expName });
  life.tell(`run ${String(run['id'])} started on ${sequencer}: ${names.expName}`);
}

/** What the sequencer tells of a run that it has just started. */
function loaded(life: Life, rig: Row, run: Row): Row {
  const platform = instrumentOf(life, run);
  const flows = Number(run['flows']);
  return {
    pgmName: rig['name'],
    platform,
    chipBarcode: `DA${String(between(life.random, 100_000, 999_999))}`,
    cycles: Math.floor(flows / FLOWS_OF_A_CYCLE),
    date: stampOf(life),
    flowsInOrder: 'TACGTACGTCTGAGCATCGATCGATGTACAGC',
    ftpStatus: '1',
    rawdatastyle: platform === 'PGM' ? 'single' : 'tiled',
    resultDate: stampOf(life),
    storageHost: 'localhost',
  };
}

function writeLog(life: Life, rig: Row, plan: Row, run: Row): Row {
  return {
    chiptype: run['chipType'],
    experiment_name: plan['planName'],
    flows: run['flows'],
    planned_run_short_id: plan['planShortID'],
    runname: run['expName'],
    serial_number: rig['serial'],
    start_time: `${stampOf(life).slice(0, 19)}+00:00`,
  };
}
