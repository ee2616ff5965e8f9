import type { Row } from '../api.js';
import { lastValue } from '../query/page.js';
import type { Reading } from './declaration.js';
import { objectIn } from './fields.js';
import { pluginResultsOf, pluginStates, pluginStores } from './report-plugins.js';

/** The paths below one report. docs/rundb.md, "results" */
export function answerResultsPath(name: string, row: Row, reading: Reading): object | undefined {
  switch (name) {
    case 'pluginresults':
      return describePluginResults(row, reading);
    case 'pluginresult_set':
      return reading.list('pluginresult', (result) => result['result'] === row['id']);
    case 'pluginstore':
      return pluginStores(row, reading.database);
    case 'plugin':
      return { pluginFiles: {}, pluginState: pluginStates(row, reading.database) };
    case 'metadata':
      return objectIn(row, 'metaData');
    default:
      return undefined;
  }
}

/** All plugin results by name, as the report page lists them; `major` keeps those of one kind. */
function describePluginResults(row: Row, reading: Reading): readonly object[] {
  const { database, parameters, embed } = reading;
  const major = lastValue(parameters, 'major')?.toLowerCase();
  return pluginResultsOf(row, database)
    .map((result) => describe(embed('pluginresult', result), result))
    .filter((result) => major === undefined || String(result.Major) === major)
    .sort((a, b) => (a.Name.toLowerCase() < b.Name.toLowerCase() ? -1 : 1));
}

function describe(printed: Record<string, unknown>, row: Row) {
  const errors = objectIn(row, 'validation_errors')['validation_errors'];
  return {
    Files: printed['files'],
    Links: [],
    Major: printed['major'],
    Name: String(printed['pluginName']),
    Path: `${String(printed['path'])}/`,
    Size: row['size'],
    State: printed['state'],
    URL: printed['URL'],
    Version: printed['pluginVersion'],
    can_terminate: printed['can_terminate'],
    id: row['id'],
    inodes: row['inodes'],
    // The real server prints the name of a Python object here.
    plugin_result_jobs: '<RelatedManager object>',
    show: true,
    validation_errors: Array.isArray(errors) ? errors : [],
  };
}
