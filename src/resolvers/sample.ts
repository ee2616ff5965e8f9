import { origin, type SampleRow } from '../loaders/rows.js';
import type { Relation } from '../loaders/scope.js';
import { resources } from '../rundb/resources/index.js';
import { checkPage } from './arguments.js';
import type { CompleteResolvers } from './complete.js';
import { pageOf } from './connection.js';
import type { ListArguments } from './list-query.js';
import { experimentOrder } from './default-orders.js';
import { nodeFields } from './node.js';
import { readings } from './readings.js';
import { loadRelated } from './relations.js';

const { from, byKey } = readings<SampleRow>();

const items: Relation<'SampleSetItem'> = {
  entity: 'SampleSetItem',
  resource: resources.samplesetitem,
  by: 'sample',
};

export const Sample: CompleteResolvers<'Sample'> = {
  ...nodeFields,
  setItems: byKey((row, _args: unknown, _context, info) => loadRelated(row, items, info)),
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
