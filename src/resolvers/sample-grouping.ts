import type { SampleGroupingRow } from '../loaders/rows.js';
import type { CompleteResolvers } from './complete.js';
import { nodeFields } from './node.js';
import { readings } from './readings.js';

const { wire } = readings<SampleGroupingRow>();

export const SampleGrouping: CompleteResolvers<'SampleGrouping'> = {
  ...nodeFields,
  irAnnotationType: wire('iRAnnotationType'),
  irValue: wire('iRValue'),
};
