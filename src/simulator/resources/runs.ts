import { printColumn, computed, embedMany, objectIn, textIn, toMany, toOne } from './fields.js';
import type { Row } from '../api.js';
import type { Database } from '../database/database.js';
import type { ResourceDeclaration } from './declaration.js';

/** Runs and the settings of their analysis. */
export const RUN_RESOURCES: readonly ResourceDeclaration[] = [
  {
    name: 'experiment',
    model: 'experiment',
    fields: {
      displayName: computed(displayName, 'displayName'),
      eas_set: embedMany('experiment', 'eas_set', 'experimentanalysissettings'),
      isProton: computed((row, { database }) => (isProton(row, database) ? 'True' : 'False'), 'isProton'),
      plan: toOne('plan', 'plannedexperiment'),
      results: toMany('experiment', 'results_set', 'results'),
      runtype: computed((row) => textIn(objectIn(row, 'log'), 'runtype') || 'GENS'),
      sample: computed((row, { database }) => textIn(firstSample(row, database), 'name')),
      samples: toMany('experiment', 'samples', 'sample'),
    },
  },
  {
    name: 'experimentanalysissettings',
    model: 'experimentanalysissettings',
    fields: {
      experiment: toOne('experiment', 'experiment'),
      results: toMany('experimentanalysissettings', 'results_set', 'results'),
    },
  },
];

/** A run without a name of its own shows that of its folder. */
export function displayName(row: Row): unknown {
  return printColumn('text', row['displayName']) || row['expName'];
}

export function firstSample(experiment: Row, database: Database): Row | undefined {
  return database.manyAsLinked('experiment', experiment, 'samples')[0];
}

function isProton(row: Row, database: Database): boolean {
  const chipType = textIn(row, 'chipType');
  const chip = database.table('chip').find('name', chipType)[0];
  return chip === undefined ? chipType.startsWith('P') : textIn(chip, 'instrumentType') === 'proton';
}
