import type { KitRow } from '../loaders/rows.js';
import type { CompleteResolvers } from './complete.js';
import { nodeFields } from './node.js';
import { readings } from './readings.js';
import { linkedRow } from './reference-data.js';

const { from } = readings<KitRow>();

export const Kit: CompleteResolvers<'Kit'> = {
  ...nodeFields,
  parts: from(['parts'], ({ parts }) => [...(parts ?? [])]),
  flowOrder: from(['defaultFlowOrder'], (row) => linkedRow(row, 'FlowOrder', row.defaultFlowOrder)),
};
