import { origin, type PluginRow } from '../loaders/rows.js';
import { checkPage } from './arguments.js';
import type { CompleteResolvers } from './complete.js';
import { pageOf } from './connection.js';
import type { ListArguments } from './list-query.js';
import { idOrder } from './default-orders.js';
import { nodeFields } from './node.js';
import { readings } from './readings.js';
import { textsOf } from './texts.js';

const { wire, from } = readings<PluginRow>();

export const Plugin: CompleteResolvers<'Plugin'> = {
  ...nodeFields,
  isActive: wire('active'),
  isSelected: wire('selected'),
  isDefaultSelected: wire('defaultSelected'),
  isMajor: wire('majorBlock'),
  availableVersions: from(['availableVersions'], (row) => textsOf(row.availableVersions)),
  settings: wire('pluginsettings'),
  results: from(['id'], (row, args: ListArguments, _context, info) => {
    checkPage(args);
    const list = {
      entity: 'PluginResult' as const,
      defaultOrder: idOrder,
      also: [['plugin', String(row.id)]] as const,
    };
    return pageOf(list, args, row[origin].scope, info);
  }),
};
