import { origin, type ProjectRow } from '../loaders/rows.js';
import type { CompleteResolvers } from './complete.js';
import { pageOf } from './connection.js';
import type { ListArguments } from './list-query.js';
import { checkPage } from './arguments.js';
import { nodeFields } from './node.js';
import { reportOrder } from './default-orders.js';
import { readings } from './readings.js';
import { loadLink } from './relations.js';

const { from, wire } = readings<ProjectRow>();

export const Project: CompleteResolvers<'Project'> = {
  ...nodeFields,
  creator: from(['creator'], (row, _args: unknown, _context, info) => loadLink(row, 'User', 'creator', info)),
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
