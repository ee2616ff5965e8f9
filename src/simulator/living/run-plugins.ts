import type { Row } from '../api.js';
import { objectIn, textIn } from '../resources/fields.js';
import { between, choose, happens, weigh } from './chance.js';
import { type Life, recentReports, stampOf } from './life.js';

/** Chance that a job comes to its next state within one step. */
const PACE = 0.5;
const KEY_LENGTH = 40;

/** Jobs of plugins are queued, start, and end: most with results. docs/rundb.md, "Statuses" */
export function runPlugins(life: Life): void {
  const { database } = life;
  const results = recentReports(life).flatMap((report) =>
    database.many('results', report, 'pluginresult_set'),
  );
  for (const result of results) {
    for (const job of database.many('pluginresult', result, 'plugin_result_jobs')) {
      if (happens(life.random, PACE)) goOn(life, result, job);
    }
  }
}

function goOn(life: Life, result: Row, job: Row): void {
  switch (textIn(job, 'state')) {
    case 'Pending':
      return change(life, job, { state: 'Queued', grid_engine_jobid: between(life.random, 1000, 99_999) });
    case 'Queued':
      return start(life, result, job);
    case 'Started':
      return end(life, result, job);
  }
}

function change({ store }: Life, job: Row, values: Row): void {
  store.update('pluginresultjob', job, values);
}

/** A plugin asks rundb with a key of its own while it runs. docs/rundb.md, "Secrets" */
function start(life: Life, result: Row, job: Row): void {
  const isDeclined = happens(life.random, 0.05);
  change(life, job, { state: isDeclined ? 'Declined' : 'Started', starttime: stampOf(life) });
  if (isDeclined) return;
  const apikey = `${life.random.uuid()}${life.random.uuid()}`.replaceAll('-', '').slice(0, KEY_LENGTH);
  life.store.update('pluginresult', result, { apikey });
}

function end(life: Life, result: Row, job: Row): void {
  const state = weigh(life.random, 'Completed', ['Error', 0.08], ['Timed Out', 0.01]);
  change(life, job, { state, endtime: stampOf(life), grid_engine_jobid: -1 });
  const found = {
    size: between(life.random, 1_000_000, 20_000_000_000),
    inodes: between(life.random, 10, 900),
  };
  const store = state === 'Completed' ? { store: storeLike(life, result) } : {};
  life.store.update('pluginresult', result, { apikey: null, ...found, ...store });
  const plugin = textIn(life.database.one('pluginresult', result, 'plugin'), 'name');
  life.tell(`${plugin} of report ${String(result['result'])} ended: ${state}`);
}

/** What another result of the same plugin has stored; broken stores are not passed on. */
function storeLike({ database, random }: Life, result: Row): unknown {
  const others = database.table('pluginresult').find('plugin', result['plugin']);
  const stores = others.filter((other) => typeof other['store'] === 'object' && other !== result);
  const filled = stores.filter((other) => Object.keys(objectIn(other, 'store')).length > 0);
  return choose(random, filled)?.['store'] ?? {};
}
