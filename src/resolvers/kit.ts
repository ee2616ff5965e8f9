import { type KitRow, origin } from '../loaders/rows.js';
import { readFlag } from '../rundb/values.js';
import type { CompleteResolvers } from './complete.js';
import { fitsChip } from '../rundb/fits-chip.js';
import { nodeFields } from './node.js';
import { readings } from './readings.js';
import { linkedRow } from './reference-data.js';

const { from } = readings<KitRow>();

export const Kit: CompleteResolvers<'Kit'> = {
  ...nodeFields,
  parts: from(['parts'], ({ parts }) => [...(parts ?? [])]),
  flowOrder: from(['defaultFlowOrder'], (row) => linkedRow(row, 'FlowOrder', row.defaultFlowOrder)),
  fittingChips: from(['chipTypes', 'instrumentType'], async (row) => {
    const chips = await row[origin].scope.all('Chip');
    return chips.filter((chip) => readFlag(chip.isActive) !== false && fitsChip(row, chip));
  }),
};
