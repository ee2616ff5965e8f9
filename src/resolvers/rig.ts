import { origin, type RigRow } from '../loaders/rows.js';
import { checkPage } from './arguments.js';
import type { CompleteResolvers } from './complete.js';
import { pageOf } from './connection.js';
import type { ListArguments } from './list-query.js';
import { experimentOrder } from './default-orders.js';
import { nodeFields } from './node.js';
import { readings } from './readings.js';
import { loadLink } from './relations.js';

const { wire, from } = readings<RigRow>();

export const Rig: CompleteResolvers<'Rig'> = {
  id: nodeFields.id,
  server: nodeFields.server,
  location: from(['location'], (row, _args: unknown, _context, info) =>
    loadLink(row, 'Location', 'location', info),
  ),
  experiments: from(['name'], (row, args: ListArguments, _context, info) => {
    checkPage(args);
    const list = {
      entity: 'Experiment' as const,
      defaultOrder: experimentOrder,
      also: [['pgmName', row.name]] as const,
    };
    return pageOf(list, args, row[origin].scope, info);
  }),
  updateHome: wire('updatehome'),
  isUpdateWanted: wire('updateflag'),
};
