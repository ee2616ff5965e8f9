import type { Row } from '../api.js';
import { objectIn } from '../resources/fields.js';
import { between, choose } from './chance.js';
import type { Life } from './life.js';

const MOST = 3;

/** A finished report is handed to the plugins of its settings; without any, to some that are installed. */
export function launchPlugins(life: Life, report: Row): void {
  const plugins = new Set([...selected(life, report), ...some(life)].slice(0, MOST));
  for (const plugin of plugins) launch(life, report, plugin);
}

function selected({ database }: Life, report: Row): readonly Row[] {
  const names = Object.keys(objectIn(database.one('results', report, 'eas'), 'selectedPlugins'));
  return names.flatMap((name) => database.table('plugin').find('name', name).filter(isActive));
}

function some({ database, random }: Life): readonly Row[] {
  const active = database.table('plugin').rows.filter(isActive);
  return Array.from({ length: between(random, 1, MOST) }, () => choose(random, active)).filter(
    (plugin) => plugin !== undefined,
  );
}

function isActive(plugin: Row): boolean {
  return plugin['active'] === true;
}

function launch(life: Life, report: Row, plugin: Row): void {
  const { store, random, database } = life;
  const result = store.insert('pluginresult', {
    apikey: null,
    inodes: -1,
    owner: choose(random, database.table('userprofile').rows)?.['user'] ?? 1,
    plugin: plugin['id'],
    result: report['id'],
    size: -1,
    store: {},
    validation_errors: {},
  });
  store.insert('pluginresultjob', {
    config: {},
    endtime: null,
    grid_engine_jobid: null,
    plugin_result: result['id'],
    run_level: 'default',
    starttime: null,
    state: 'Pending',
  });
}
