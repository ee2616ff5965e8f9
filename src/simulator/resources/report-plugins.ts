import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import { objectIn, textIn, uriOf } from './fields.js';
import { pluginStateOf } from './plugin-results.js';

/** The plugin results of a report, newest first. */
export function pluginResultsOf(report: Row, database: Database): readonly Row[] {
  const results = database.many('results', report, 'pluginresult_set');
  return [...results].sort((a, b) => Number(b['id']) - Number(a['id']));
}

export function pluginResultUris(report: Row, database: Database): readonly string[] {
  return pluginResultsOf(report, database).map((result) => uriOf('pluginresult', result['id']));
}

/** Of several results of one plugin the newest counts. */
function ofEachPlugin(report: Row, database: Database): readonly (readonly [string, Row])[] {
  const oldestFirst = pluginResultsOf(report, database).toReversed();
  return oldestFirst.map((result) => [
    textIn(database.one('pluginresult', result, 'plugin'), 'name'),
    result,
  ]);
}

/** Plugin name to the state of its newest result. */
export function pluginStates(report: Row, database: Database): object {
  const results = ofEachPlugin(report, database);
  return Object.fromEntries(results.map(([name, result]) => [name, pluginStateOf(result, database)]));
}

/** Plugin name to what its newest result has stored. */
export function pluginStores(report: Row, database: Database): object {
  const results = ofEachPlugin(report, database);
  return Object.fromEntries(results.map(([name, result]) => [name, objectIn(result, 'store')]));
}
