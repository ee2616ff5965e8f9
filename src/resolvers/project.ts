import { origin, type ProjectRow } from '../loaders/rows.js';
import type { CompleteResolvers } from './complete.js';
import { type ListArguments, pageOf } from './connection.js';
import { checkPage } from './arguments.js';
import { nodeFields } from './node.js';
import { reportOrder } from './default-orders.js';
import { readings } from './readings.js';

const { from, wire } = readings<ProjectRow>();

export const Project: CompleteResolvers<'Project'> = {
  ...nodeFields,
  isPublic: wire('public'),
  reportsCount: wire('resultsCount'),
  reports: from(['id'], (row, args: ListArguments, _context, info) => {
    checkPage(args);
    const list = {
      entity: 'Report' as const,
      defaultOrder: reportOrder,
      also: [['projects', String(row.id)]] as const,
    };
    return pageOf(list, args, row[origin].scope, info);
  }),
};
