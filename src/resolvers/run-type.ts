import type { RunTypeRow } from '../loaders/rows.js';
import type { CompleteResolvers } from './complete.js';
import { nodeFields } from './node.js';
import { readings } from './readings.js';
import { linkedRows } from './reference-data.js';

const { from } = readings<RunTypeRow>();

export const RunType: CompleteResolvers<'RunType'> = {
  ...nodeFields,
  applicationGroups: from(['applicationGroups'], (row) =>
    linkedRows(row, 'ApplicationGroup', row.applicationGroups),
  ),
};
