import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import { isObject, textIn } from '../resources/fields.js';
import type { Findings } from './findings.js';
import { isYes, type PlanQuestion } from './plan-question.js';

const KEY = 'selectedPlugins';
/** Plans from these places bring their own plugins. */
const WITHOUT_DEFAULTS = ['transfer', 'ampliseq.com'];

/** Plugins that a plan asks for: what has a wrong shape is dropped, an unknown name is an error. */
export function checkPlugins({ data, database }: PlanQuestion, findings: Findings): void {
  if (!(KEY in data)) return;
  const asked = isObject(data[KEY]) ? Object.entries(data[KEY]) : [];
  const selected: Record<string, unknown> = {};
  for (const [key, value] of asked) {
    if (!isObject(value) || typeof value['name'] !== 'string') continue;
    const plugin = findPlugin(database, value['name']);
    if (plugin === undefined) findings.replace(KEY, 'Plugin matching query does not exist.');
    else selected[key] = { ...entryOf(plugin), ...value };
  }
  data[KEY] = selected;
}

/** A new plan gets the plugins that the server's administrators have chosen for all. */
export function addDefaultPlugins({ data, database }: PlanQuestion): void {
  const origin = String(data['origin'] ?? '');
  const isWished =
    !('include_plugin_default_selection' in data) || isYes(data['include_plugin_default_selection']);
  if (!isWished || WITHOUT_DEFAULTS.includes(origin)) return;
  const chosen = database.table('plugin').rows.filter(isDefault);
  const added = chosen.map((plugin) => [textIn(plugin, 'name'), entryOf(plugin)]);
  data[KEY] = { ...Object.fromEntries(added), ...(isObject(data[KEY]) ? data[KEY] : {}) };
}

function findPlugin(database: Database, name: string): Row | undefined {
  return database
    .table('plugin')
    .find('name', name)
    .find((plugin) => plugin['active'] === true);
}

function isDefault(plugin: Row): boolean {
  return plugin['active'] === true && plugin['selected'] === true && plugin['defaultSelected'] === true;
}

function entryOf(plugin: Row): object {
  const { id, name, version } = plugin;
  return { id, name, version, features: [], userInput: {} };
}
