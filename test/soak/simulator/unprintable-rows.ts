import type { Lab, Row } from '../../../src/simulator/api.js';
import { isBody } from '../../support/ask-lab.js';
import { readJson } from './read-json.js';

/** Columns of JSON, by their table. */
const JSON_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  content: ['meta'],
  contentupload: ['meta'],
  experiment: ['log', 'metaData'],
  experimentanalysissettings: ['barcodedSamples', 'selectedPlugins'],
  plannedexperiment: ['metaData'],
  plugin: ['config', 'pluginsettings', 'status', 'userinputfields'],
  pluginresult: ['store', 'validation_errors'],
  pluginresultjob: ['config'],
  results: ['metaData'],
  runtype: ['meta'],
};

/** JSON of anything but an object crashes rundb; what is no JSON does not. */
function crashes(stored: unknown): boolean {
  const value = typeof stored === 'string' ? readJson(stored) : stored;
  return value !== undefined && value !== null && !isBody(value);
}

/**
 * Whether somebody has stored what rundb takes but cannot print: then lists that hold the row, or one that it leads to,
 * fail. docs/rundb.md, "Values"
 */
export function holdsUnprintable(lab: Lab): boolean {
  const isUnprintable = (row: Row, columns: readonly string[]): boolean =>
    columns.some((column) => crashes(row[column]));
  return Object.entries(JSON_COLUMNS).some(([table, columns]) =>
    lab.rows(table).some((row) => isUnprintable(row, columns)),
  );
}
