import { origin, type SampleRow } from '../loaders/rows.js';
import { checkPage } from './arguments.js';
import type { CompleteResolvers } from './complete.js';
import { type ListArguments, pageOf } from './connection.js';
import { experimentOrder } from './default-orders.js';
import { nodeFields } from './node.js';
import { readings } from './readings.js';

const { from } = readings<SampleRow>();

export const Sample: CompleteResolvers<'Sample'> = {
  ...nodeFields,
  experiments: from(['id'], (row, args: ListArguments, _context, info) => {
    checkPage(args);
    const list = {
      entity: 'Experiment' as const,
      defaultOrder: experimentOrder,
      also: [['samples', String(row.id)]] as const,
    };
    return pageOf(list, args, row[origin].scope, info);
  }),
};
