import type { ApplicationGroupRow } from '../loaders/rows.js';
import type { CompleteResolvers } from './complete.js';
import { nodeFields } from './node.js';
import { readings } from './readings.js';
import { loadLinks } from './relations.js';

const { from } = readings<ApplicationGroupRow>();

export const ApplicationGroup: CompleteResolvers<'ApplicationGroup'> = {
  ...nodeFields,
  runTypes: from(['applications'], (row, _args: unknown, _context, info) =>
    loadLinks(row, 'RunType', 'applications', info),
  ),
};
