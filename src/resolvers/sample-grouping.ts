import { origin, type SampleGroupingRow } from '../loaders/rows.js';
import { checkPage } from './arguments.js';
import type { CompleteResolvers } from './complete.js';
import { pageOf } from './connection.js';
import type { ListArguments } from './list-query.js';
import { idOrder } from './default-orders.js';
import { nodeFields } from './node.js';
import { readings } from './readings.js';

const { from, wire } = readings<SampleGroupingRow>();

export const SampleGrouping: CompleteResolvers<'SampleGrouping'> = {
  ...nodeFields,
  irAnnotationType: wire('iRAnnotationType'),
  irValue: wire('iRValue'),
  sampleSets: from(['id'], (row, args: ListArguments, _context, info) => {
    checkPage(args);
    const also = [['SampleGroupType_CV', String(row.id)]] as const;
    return pageOf({ entity: 'SampleSet', defaultOrder: idOrder, also }, args, row[origin].scope, info);
  }),
};
