import { origin, type SampleSetItemRow, type SampleSetRow } from '../loaders/rows.js';
import type { Relation } from '../loaders/scope.js';
import { resources } from '../rundb/resources/index.js';
import { checkPage } from './arguments.js';
import type { CompleteResolvers } from './complete.js';
import { pageOf } from './connection.js';
import type { ListArguments } from './list-query.js';
import { idOrder } from './default-orders.js';
import { nodeFields } from './node.js';
import { plansOnly } from './plan.js';
import { readings } from './readings.js';
import { linkedRow, namedRow } from './reference-data.js';
import { loadLink, loadRelated } from './relations.js';

const { from, byKey } = readings<SampleSetRow>();
const ofItem = readings<SampleSetItemRow>();

const items: Relation<'SampleSetItem'> = {
  entity: 'SampleSetItem',
  resource: resources.samplesetitem,
  by: 'sampleSet',
};

export const SampleSet: CompleteResolvers<'SampleSet'> = {
  ...nodeFields,
  items: byKey(async (row, _args: unknown, _context, info) => {
    const found = await loadRelated(row, items, info);
    return found.toSorted((one, other) => Number(one.id) - Number(other.id));
  }),
  sampleGrouping: from(['SampleGroupType_CV'], (row) =>
    linkedRow(row, 'SampleGrouping', row.SampleGroupType_CV),
  ),
  libraryPrepKit: from(['libraryPrepKitName'], (row) => namedRow(row, 'Kit', 'name', row.libraryPrepKitName)),
  plans: from(['id'], (row, args: ListArguments, _context, info) => {
    checkPage(args);
    const also = [...plansOnly, ['sampleSets', String(row.id)] as const];
    return pageOf({ entity: 'Plan', defaultOrder: idOrder, also }, args, row[origin].scope, info);
  }),
};

export const SampleSetItem: CompleteResolvers<'SampleSetItem'> = {
  ...nodeFields,
  sampleSet: ofItem.from(['sampleSet'], (row, _args: unknown, _context, info) =>
    loadLink(row, 'SampleSet', 'sampleSet', info),
  ),
  sample: ofItem.from(['sample'], (row, _args: unknown, _context, info) =>
    loadLink(row, 'Sample', 'sample', info),
  ),
  barcode: ofItem.from(['dnabarcode'], (row, _args: unknown, _context, info) =>
    loadLink(row, 'Barcode', 'dnabarcode', info),
  ),
};
